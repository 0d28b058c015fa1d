import { useTitle } from '../components/arrival';
import { BasisLines } from '../components/basis';
import { Facts } from '../components/facts';
import { Hero } from '../components/header';
import { Icon } from '../components/icon';
import { LinkRow, List, Tile } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { localText, t } from '../i18n/index';
import { links } from '../shared/links';
import { boothsShowing } from '../store/select';
import { useStore } from '../store/signals';
import styles from './innovation.module.css';
import { institutionName, listName, themeName } from './names';
import { NotFound } from './not-found';

/** One innovation of the catalogue: what it is, whose, and at which booth it is shown. */
export function InnovationPage({ id }: { id: string }) {
  const store = useStore(snapshot => snapshot);
  const innovation = store.innovations.get(id);
  useTitle(innovation ? localText(innovation.name).value : t('state.missing.title'));
  if (!innovation) return <NotFound />;
  const booths = boothsShowing(store, innovation);
  const facts = [
    { name: t('awards.kind'), value: institutionName(innovation.institution_kind) },
    { name: t('innovation.theme'), value: themeName(innovation.theme) },
    ...(innovation.province ? [{ name: t('innovation.province'), value: innovation.province }] : []),
  ];
  return (
    <article>
      <Hero gold up={links.awards} roomy>
        <p class={styles.list}>
          <Icon name="award" size="small" />
          {t('innovation.list', { list: listName(innovation.list) })}
        </p>
        <h1 class={styles.name} tabIndex={-1}>
          <Words text={innovation.name} />
        </h1>
        <p class={styles.whose}>
          {innovation.unit ? (
            <>
              <Words text={innovation.unit} />
              {', '}
            </>
          ) : null}
          <Words text={innovation.institution} />
        </p>
        <Facts facts={facts} />
      </Hero>
      <Words as="p" class={styles.summary} text={innovation.summary} />
      {booths.length > 0 ? (
        <Section title={t('innovation.shown_at')}>
          <List>
            {booths.map(booth => (
              <LinkRow
                key={booth.id}
                href={links.booth(booth.id)}
                lead={<Tile name="pin" />}
                title={<Words text={booth.name} />}
                meta={
                  <Words text={store.exhibitors.get(booth.exhibitor ?? '')?.name ?? innovation.institution} />
                }
              />
            ))}
          </List>
        </Section>
      ) : null}
      <BasisLines title={t('session.basis')} lines={[t(`innovation.basis.${innovation.basis}`)]} />
    </article>
  );
}
