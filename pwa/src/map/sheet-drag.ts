import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';

const FAR = 56;
const FAST = 0.5;

/** Returns pointer handlers for a sheet's grip: the sheet follows the finger, then rises, falls or springs back. */
export function useDrag(
  sheet: RefObject<HTMLElement | null>,
  ends: { onUp: () => void; onDown: () => void },
) {
  const from = useRef<{ y: number; at: number } | null>(null);
  const moved = useRef(0);

  const follow = (by: number): void => {
    moved.current = by;
    // Upwards it gives only a little: there is nothing below it to pull out.
    sheet.current?.style.setProperty('--drag', `${by > 0 ? by : by * 0.25}px`);
  };

  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0 || (event.target as Element).closest('button, a')) return;
      from.current = { y: event.clientY, at: event.timeStamp };
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      sheet.current?.setAttribute('data-dragged', '');
    },
    onPointerMove(event: PointerEvent) {
      if (from.current) follow(event.clientY - from.current.y);
    },
    onPointerUp(event: PointerEvent) {
      if (!from.current) return;
      const speed = moved.current / Math.max(1, event.timeStamp - from.current.at);
      const [down, up] = [moved.current > FAR || speed > FAST, moved.current < -FAR / 2 || speed < -FAST];
      from.current = null;
      sheet.current?.removeAttribute('data-dragged');
      follow(0);
      if (down) ends.onDown();
      else if (up) ends.onUp();
    },
    onPointerCancel() {
      from.current = null;
      sheet.current?.removeAttribute('data-dragged');
      follow(0);
    },
  };
}
