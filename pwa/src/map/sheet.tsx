import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../components/button';
import styles from './sheet.module.css';
import { useDrag } from './sheet-drag';
import { w } from './words';

const TITLE = 'place-title';

/**
 * Returns the sheet over the plan, on wide windows a panel beside it. It takes the focus when the reader opened
 * something, and gives it back when it goes. `more` is what fits only in the raised sheet.
 */
export function Sheet({
  name,
  head,
  children,
  more,
  takesFocus,
  onClose,
  onHeight,
}: {
  /** What tells one content from another. */
  name: string;
  head: (titleId: string) => ComponentChildren;
  children?: ComponentChildren;
  more?: ComponentChildren;
  takesFocus: boolean;
  onClose: () => void;
  onHeight: (sheet: HTMLElement) => void;
}) {
  const sheet = useRef<HTMLElement>(null);
  const [raised, setRaised] = useState(false);
  const drag = useDrag(sheet, {
    onUp: () => setRaised(true),
    onDown: () => (raised ? setRaised(false) : onClose()),
  });

  useEffect(() => setRaised(false), [name]);
  useEffect(() => {
    if (sheet.current) onHeight(sheet.current);
    if (takesFocus) document.getElementById(TITLE)?.focus({ preventScroll: true });
  }, [name]);

  return (
    <aside class={styles.sheet} ref={sheet} aria-labelledby={TITLE} data-raised={raised}>
      <div class={styles.grip} {...drag}>
        {more ? (
          <button
            type="button"
            class={styles.handle}
            aria-expanded={raised}
            aria-label={w('map.details')}
            onClick={() => setRaised(!raised)}
          />
        ) : (
          <span class={styles.handle} />
        )}
        <div class={styles.head}>
          <div class={styles.words}>{head(TITLE)}</div>
          <IconButton name="x" label={w('map.close')} onClick={onClose} />
        </div>
      </div>
      <div class={styles.body}>
        {children}
        {more ? <div class={styles.more}>{more}</div> : null}
      </div>
    </aside>
  );
}
