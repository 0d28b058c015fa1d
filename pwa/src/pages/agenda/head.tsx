import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../../components/button';
import { PageHeader } from '../../components/header';
import { Icon } from '../../components/icon';
import { Segmented } from '../../components/segmented';
import { t } from '../../i18n/index';
import type { View } from './address';
import styles from './head.module.css';
import { w } from './words';

/** Returns whether the keys mean "search": Ctrl+K or Cmd+K, for a character alone may be speech input (WCAG 2.1.4). */
function asksToSearch({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && ctrlKey !== metaKey && !altKey && !shiftKey;
}

/** Calls `onAsk` at the keys that mean "search" nearly everywhere. */
function useSearchKeys(onAsk: () => void): void {
  const call = useRef(onAsk);
  call.current = onAsk;
  // In force as soon as the page shows: a key pressed before the next frame counts too.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!asksToSearch(event) || (event.target as Element).closest?.('dialog')) return;
      event.preventDefault();
      call.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** Returns the search field and, on a phone, the button that opens it. */
function Search({ q, onSearch, onWant }: { q: string; onSearch: (q: string) => void; onWant: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(q !== '');
  const opener = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  const open = () => {
    onWant();
    setOpen(true);
    setAsked(times => times + 1);
  };
  useSearchKeys(open);
  useLayoutEffect(() => {
    if (asked === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [asked]);
  useLayoutEffect(() => {
    // Where there is room the field stays: the button is not shown there and takes no focus.
    if (!isOpen && document.activeElement === input.current) opener.current?.querySelector('button')?.focus();
  }, [isOpen]);
  const clear = () => {
    onSearch('');
    input.current?.focus();
  };
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (q) onSearch('');
    else setOpen(false);
  };
  const isShown = isOpen || q !== '';
  return (
    <>
      {isShown ? null : (
        <div class={styles.opener} ref={opener}>
          <IconButton name="search" label={w('search')} onClick={open} />
        </div>
      )}
      <search class={[styles.search, isShown ? styles.open : ''].join(' ')}>
        <Icon name="search" size="medium" />
        <input
          ref={input}
          class={styles.input}
          type="search"
          enterkeyhint="search"
          autocomplete="off"
          aria-label={w('search')}
          aria-keyshortcuts="Control+K Meta+K"
          placeholder={w('search.hint')}
          value={q}
          onFocus={onWant}
          onInput={event => onSearch(event.currentTarget.value)}
          onKeyDown={onEscape}
        />
        {q ? <IconButton name="x" label={w('search.clear')} onClick={clear} /> : null}
      </search>
    </>
  );
}

function FilterButton({ count, onClick }: { count: number; onClick: () => void }) {
  const label = count > 0 ? w('panel.active', { n: String(count) }) : w('panel');
  return (
    <button type="button" class={styles.filter} aria-haspopup="dialog" aria-label={label} onClick={onClick}>
      <Icon name="filter" />
      {count > 0 ? (
        <span class={styles.count} aria-hidden="true">
          {count}
        </span>
      ) : null}
    </button>
  );
}

/** Returns the agenda's head: title, search, how it is shown, filters, and printing where there is room. */
export function AgendaHead({
  q,
  onSearch,
  onWant,
  view,
  onView,
  filters,
  onFilters,
  onPrint,
}: {
  q: string;
  onSearch: (q: string) => void;
  /** Told when somebody is about to search. */
  onWant: () => void;
  /** Null where there is only one view. */
  view: View | null;
  onView: (view: View) => void;
  filters: number;
  onFilters: () => void;
  onPrint: () => void;
}) {
  return (
    <PageHeader title={t('nav.agenda')}>
      <Search q={q} onSearch={onSearch} onWant={onWant} />
      {view ? (
        <div class={styles.views}>
          <Segmented
            label={w('view')}
            name="view"
            value={view}
            onChange={chosen => onView(chosen === 'grid' ? 'grid' : 'list')}
            segments={[
              { value: 'list', label: w('view.list') },
              { value: 'grid', label: w('view.grid') },
            ]}
          />
        </div>
      ) : null}
      <FilterButton count={filters} onClick={onFilters} />
      <div class={styles.print}>
        <IconButton name="print" label={w('print')} onClick={onPrint} />
      </div>
    </PageHeader>
  );
}
