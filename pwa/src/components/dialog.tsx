import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import styles from './dialog.module.css';

/** Returns a modal dialog that is open while it is drawn; Escape and `onClose` end it. */
export function Dialog({
  title,
  onClose,
  actions,
  children,
}: {
  title: string;
  onClose: () => void;
  actions: ComponentChildren;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      // Taken away at once, a dialog does not always give the focus back.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby={id} onCancel={cancel}>
      <h2 class={styles.title} id={id} tabIndex={-1}>
        {title}
      </h2>
      <div class={styles.text}>{children}</div>
      <div class={styles.actions}>{actions}</div>
    </dialog>
  );
}
