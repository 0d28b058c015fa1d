import { useLocation } from 'preact-iso';
import { useTitle } from '../components/arrival';
import { Button, ButtonLink } from '../components/button';
import { Chip, Chips } from '../components/chips';
import { Countdown } from '../components/countdown';
import { Empty } from '../components/empty';
import { SearchField, SelectField } from '../components/field';
import { Hero } from '../components/header';
import { LinkRow, List } from '../components/list';
import { Section } from '../components/section';
import { Words } from '../components/words';
import { clock, counted, shortDay } from '../i18n/format';
import { localText, t } from '../i18n/index';
import type { Innovation } from '../shared/document';
import { links } from '../shared/links';
import { venueDay } from '../shared/time';
import { type Ceremony, isRunning, nextCeremony } from '../store/select';
import { now, type Snapshot, useStore } from '../store/signals';
import styles from './awards.module.css';
import { type Narrowing, narrowed, tally } from './catalogue';
import { institutionName, listName, themeName } from './names';

function CeremonyHead({ store, ceremony }: { store: Snapshot; ceremony: Ceremony }) {
  const { list, session } = ceremony;
  const room = store.rooms.get(session.room ?? '');
  const day = venueDay(session.start) === venueDay(now.value) ? t('time.today') : shortDay(session.start);
  const name = localText(list.name);
  const when = { room: localText(room?.name).value, day: day.toLowerCase(), time: clock(session.start) };
  return (
    <>
      <p class={styles.lead} lang={name.lang}>
        {isRunning(session, now.value) ? name.value : t('awards.announced_in', { name: name.value })}
      </p>
      {isRunning(session, now.value) ? (
        <p class={styles.stage}>{t('awards.happening')}</p>
      ) : (
        <Countdown to={session.start} />
      )}
      <p class={[styles.when, 'num'].join(' ')}>
        {t('awards.when', venueDay(session.start) === venueDay(now.value) ? when : { ...when, day })}
      </p>
      <p class={styles.actions}>
        <ButtonLink look="gold" icon="agenda" href={links.session(session.id)}>
          {t('awards.session')}
        </ButtonLink>
        {room ? (
          <ButtonLink look="hero" icon="map" href={`${links.map}?room=${encodeURIComponent(room.id)}`}>
            {t('awards.map')}
          </ButtonLink>
        ) : null}
      </p>
    </>
  );
}

function readNarrowing(query: Record<string, string>): Narrowing {
  return {
    search: query.q ?? '',
    kind: query.kind ?? '',
    province: query.province ?? '',
    theme: query.theme ?? '',
  };
}

function address(by: Narrowing): string {
  const query = new URLSearchParams();
  if (by.search) query.set('q', by.search);
  for (const field of ['kind', 'province', 'theme'] as const) if (by[field]) query.set(field, by[field]);
  const text = query.toString();
  return text ? `${links.awards}?${text}` : links.awards;
}

function Filters({ all, by, show }: { all: Innovation[]; by: Narrowing; show: (by: Narrowing) => void }) {
  const without = (field: keyof Narrowing) => narrowed(all, { ...by, [field]: '' });
  const kinds = tally(without('kind').map(each => each.institution_kind));
  const provinces = tally(without('province').map(each => each.province));
  const themes = tally(without('theme').map(each => each.theme));
  return (
    <>
      <div class={styles.search}>
        <SearchField
          label={t('awards.search')}
          hint={t('awards.search_hint')}
          value={by.search}
          onInput={search => show({ ...by, search })}
        />
      </div>
      <Chips label={t('awards.kind')}>
        <Chip pressed={!by.kind} count={without('kind').length} onClick={() => show({ ...by, kind: '' })}>
          {t('awards.all')}
        </Chip>
        {kinds.map(({ value, count }) => (
          <Chip
            key={value}
            pressed={by.kind === value}
            count={count}
            onClick={() => show({ ...by, kind: by.kind === value ? '' : value })}
          >
            {institutionName(value)}
          </Chip>
        ))}
      </Chips>
      <div class={styles.selects}>
        <SelectField
          filter
          label={t('awards.province')}
          value={by.province}
          onChange={province => show({ ...by, province })}
          options={[
            { value: '', text: t('awards.any_province') },
            ...provinces.map(({ value, count }) => ({ value, text: `${value} (${count})` })),
          ]}
        />
        <SelectField
          filter
          label={t('awards.theme')}
          value={by.theme}
          onChange={theme => show({ ...by, theme })}
          options={[
            { value: '', text: t('awards.any_theme') },
            ...themes.map(({ value, count }) => ({ value, text: `${themeName(value)} (${count})` })),
          ]}
        />
      </div>
    </>
  );
}

function Results({ found, clear }: { found: Innovation[]; clear: () => void }) {
  if (found.length === 0) {
    return (
      <Empty title={t('awards.none')} actions={<Button onClick={clear}>{t('awards.clear')}</Button>}>
        {t('awards.none_text')}
      </Empty>
    );
  }
  return (
    <List>
      {found.map(each => (
        <LinkRow
          key={each.id}
          href={links.innovation(each.id)}
          title={<Words text={each.name} />}
          meta={
            <>
              <Words text={each.institution} />
              {each.province ? ` · ${each.province}` : null}
            </>
          }
          end={<span class={styles.kind}>{institutionName(each.institution_kind)}</span>}
        />
      ))}
    </List>
  );
}

/** The catalogue of innovations with the time left until the next ceremony; who won stands nowhere. */
export function AwardsPage() {
  const store = useStore(snapshot => snapshot);
  const { query, route } = useLocation();
  useTitle(t('awards.title'));
  const ceremony = nextCeremony(store, now.value);
  const all = [...store.innovations.values()];
  const by = readNarrowing(query);
  const found = narrowed(all, by);
  const show = (next: Narrowing) => route(address(next), true);
  return (
    <>
      <Hero gold roomy>
        <h1 class={styles.title} tabIndex={-1}>
          {t('awards.title')}
        </h1>
        {ceremony ? (
          <CeremonyHead store={store} ceremony={ceremony} />
        ) : (
          <p class={styles.when}>{t('awards.held')}</p>
        )}
      </Hero>
      <Section title={t('awards.catalogue', { list: listName(all[0]?.list ?? '') })}>
        <Filters all={all} by={by} show={show} />
        <p class={[styles.count, 'num'].join(' ')} role="status">
          {counted(found.length, 'awards.count')}
        </p>
        <Results found={found} clear={() => route(links.awards, true)} />
      </Section>
    </>
  );
}
