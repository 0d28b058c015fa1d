import { useEffect, useRef } from 'preact/hooks';
import { Button, IconButton } from '../../components/button';
import { SelectField } from '../../components/field';
import { SwitchRow } from '../../components/switch';
import { languageNames } from '../../i18n/format';
import { localText, t } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { type Filter, languagesOf, panelCount } from '../../store/filter';
import type { Snapshot } from '../../store/signals';
import { kindName } from '../names';
import styles from './panel.module.css';
import { many, w } from './words';

interface Option {
  value: string;
  text: string;
}

/** Returns what the sessions can be narrowed to, each by its name in order of names. */
function named(values: Iterable<string | null>, name: (value: string) => string): Option[] {
  return [...new Set(values)]
    .filter(value => value !== null)
    .map(value => ({ value, text: name(value) }))
    .sort((a, b) => a.text.localeCompare(b.text));
}

function Choice({
  label,
  any,
  value,
  options,
  onChange,
}: {
  label: string;
  any: string;
  value: string | null;
  options: Option[];
  onChange: (value: string | null) => void;
}) {
  return (
    <div class={styles.choice}>
      <p class={styles.label} aria-hidden="true">
        {label}
      </p>
      <SelectField
        label={label}
        value={value ?? ''}
        options={[{ value: '', text: any }, ...options]}
        onChange={chosen => onChange(chosen || null)}
      />
    </div>
  );
}

function Choices({
  store,
  filter,
  onFilter,
}: {
  store: Snapshot;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const sessions: Session[] = [...store.sessions.values()];
  const rooms = named(
    sessions.map(session => session.room),
    id => localText(store.rooms.get(id)?.name).value || id,
  );
  const kinds = named(
    sessions.map(session => session.kind),
    kindName,
  );
  const langs = named(sessions.flatMap(languagesOf), code => languageNames([code]));
  const set = (change: Partial<Filter>) => onFilter({ ...filter, ...change });
  return (
    <>
      <Choice
        label={w('room')}
        any={w('room.any')}
        value={filter.room}
        options={rooms}
        onChange={room => set({ room })}
      />
      <Choice
        label={w('kind')}
        any={w('kind.any')}
        value={filter.kind}
        options={kinds}
        onChange={kind => set({ kind })}
      />
      <Choice
        label={w('lang')}
        any={w('lang.any')}
        value={filter.lang}
        options={langs}
        onChange={lang => set({ lang })}
      />
    </>
  );
}

/** Returns the modal panel with the rarer filters and printing; it is open while it is drawn. */
export function FilterPanel({
  store,
  filter,
  count,
  onFilter,
  onClose,
  prints,
}: {
  store: Snapshot;
  filter: Filter;
  /** How many sessions pass now. */
  count: number;
  onFilter: (filter: Filter) => void;
  onClose: () => void;
  /** What can be printed, by the words for it. */
  prints: { text: string; print: () => void }[];
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    // A press beside the panel lands on the dialog itself: its content covers all the rest.
    const onPress = (event: Event) => {
      if (event.target === shown) close.current();
    };
    shown?.showModal();
    shown?.addEventListener('click', onPress);
    return () => {
      shown?.removeEventListener('click', onPress);
      shown?.close();
      // Taken away at once, a dialog does not always give the focus back.
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={styles.panel}
      aria-labelledby="panel-title"
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class={styles.body}>
        <div class={styles.head}>
          <h2 class={styles.title} id="panel-title">
            {w('panel')}
          </h2>
          <IconButton name="x" label={t('app.close')} onClick={onClose} />
        </div>
        <Choices store={store} filter={filter} onFilter={onFilter} />
        <ul class={styles.switches}>
          <SwitchRow
            title={w('places')}
            meta={w('places_text')}
            checked={filter.places}
            onChange={places => onFilter({ ...filter, places })}
          />
        </ul>
        <div class={styles.actions}>
          <Button onClick={onClose}>{many(count, 'show')}</Button>
          <Button
            look="outline"
            disabled={panelCount(filter) === 0}
            onClick={() => onFilter({ ...filter, room: null, kind: null, lang: null, places: false })}
          >
            {w('clear')}
          </Button>
        </div>
        <div class={styles.prints}>
          {prints.map(({ text, print }) => (
            <Button key={text} look="plain" small icon="print" onClick={print}>
              {text}
            </Button>
          ))}
        </div>
      </div>
    </dialog>
  );
}
