import { useEffect, useRef } from 'preact/hooks';
import styles from './map.module.css';
import { pictureOn } from './picture';
import { onRestyle } from './restyle';
import { type Ears, View } from './view';

/** Returns the drawn plan; `onView` receives its view once it stands and null when it goes. */
export function PlanCanvas({
  label,
  ears,
  onView,
}: {
  label: string;
  ears: Ears;
  onView: (view: View | null) => void;
}) {
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  // The view outlives renders, so it asks for the newest ears each time.
  const latest = useRef(ears);
  latest.current = ears;

  useEffect(() => {
    const picture = canvas.current && pictureOn(canvas.current);
    if (!picture || !canvas.current || !host.current) return;
    const view = new View(host.current, canvas.current, picture, {
      tap: (at, reach) => latest.current.tap(at, reach),
      isTarget: at => latest.current.isTarget(at),
    });
    const stopStyling = onRestyle(() => view.restyle());
    onView(view);
    return () => {
      onView(null);
      stopStyling();
      view.close();
    };
  }, []);

  return (
    <div class={styles.host} ref={host} role="application" aria-label={label}>
      <canvas class={styles.canvas} ref={canvas} />
    </div>
  );
}
