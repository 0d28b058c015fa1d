import { useTitle } from '../components/arrival';
import { Badge } from '../components/badge';
import { BasisLines } from '../components/basis';
import { ButtonLink } from '../components/button';
import { Empty } from '../components/empty';
import { Hero } from '../components/header';
import { Icon } from '../components/icon';
import { LinkRow, List, Row, Tile } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { localText, t } from '../i18n/index';
import type { Booth, Exhibitor } from '../shared/document';
import { links } from '../shared/links';
import { exhibitorAt, innovationsOf, servicesOf } from '../store/select';
import { type Snapshot, useStore } from '../store/signals';
import styles from './booth.module.css';
import { institutionName } from './names';
import { NotFound } from './not-found';
import { ServiceCard } from './service-card';

function mapLink(booth: Booth): string {
  return `${links.map}?booth=${encodeURIComponent(booth.id)}`;
}

function Head({ store, booth, exhibitor }: { store: Snapshot; booth: Booth; exhibitor: Exhibitor | null }) {
  const floor = store.floors.get(booth.floor);
  return (
    <Hero up={links.map} roomy>
      <p class={styles.place}>
        <Icon name="pin" size="small" />
        <span>
          <Words text={booth.name} />
          {floor ? (
            <>
              {' · '}
              <Words text={floor.name} />
            </>
          ) : null}
        </span>
      </p>
      <h1 class={styles.name} tabIndex={-1}>
        {exhibitor ? <Words text={exhibitor.name} /> : t('booth.free')}
      </h1>
      {exhibitor ? (
        <p class={styles.kind}>
          {institutionName(exhibitor.kind)}
          {exhibitor.province ? ` · ${exhibitor.province}` : null}
        </p>
      ) : null}
      <p class={styles.actions}>
        <ButtonLink look="paper" small icon="map" href={mapLink(booth)}>
          {t('booth.on_map')}
        </ButtonLink>
        {booth.accessibility.includes('wheelchair') ? (
          <span class={styles.access}>
            <Icon name="access" size="medium" />
            {t('booth.accessible')}
          </span>
        ) : null}
      </p>
    </Hero>
  );
}

function Innovations({ store, exhibitor }: { store: Snapshot; exhibitor: Exhibitor }) {
  const innovations = innovationsOf(store, exhibitor);
  if (innovations.length === 0) return null;
  return (
    <Section title={t('booth.innovations')}>
      <List>
        {innovations.map(innovation => (
          <LinkRow
            key={innovation.id}
            href={links.innovation(innovation.id)}
            lead={<Tile name="award" tone="gold" />}
            title={<Words text={innovation.name} />}
            meta={<Words text={innovation.unit ?? innovation.institution} />}
          />
        ))}
      </List>
    </Section>
  );
}

function People({ exhibitor }: { exhibitor: Exhibitor }) {
  if (exhibitor.meet.length === 0) return null;
  return (
    <Section title={t('booth.meet')}>
      <List>
        {exhibitor.meet.map(person => (
          <Row key={person.id} lead={<Tile name="users" />} title={<Words text={person} />} />
        ))}
      </List>
    </Section>
  );
}

/** One booth: who is there, which services they give on the spot, what they show. */
export function BoothPage({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const booth = store.booths.get(id);
  const exhibitor = booth ? exhibitorAt(store, booth) : null;
  useTitle(booth ? localText(exhibitor?.name ?? booth.name).value : t('state.missing.title'));
  if (!booth) return <NotFound />;
  if (!exhibitor) {
    return (
      <article>
        <Head store={store} booth={booth} exhibitor={null} />
        <Empty title={t('booth.free')}>{t('booth.free_text')}</Empty>
      </article>
    );
  }
  const services = servicesOf(store, exhibitor);
  return (
    <article>
      <Head store={store} booth={booth} exhibitor={exhibitor} />
      <Words as="p" class={styles.summary} text={exhibitor.summary} />
      {services.length > 0 ? (
        <Section
          title={
            <>
              {t('booth.services')} <Badge>{services.length}</Badge>
            </>
          }
        >
          {services.map(service => (
            <ServiceCard key={service.id} service={service} store={store} />
          ))}
        </Section>
      ) : null}
      <Innovations store={store} exhibitor={exhibitor} />
      <People exhibitor={exhibitor} />
      {exhibitor.basis === 'sample' ? (
        <BasisLines title={t('session.basis')} lines={[t('booth.sample_participation')]} />
      ) : null}
    </article>
  );
}
