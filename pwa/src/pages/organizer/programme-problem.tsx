import { useState } from 'preact/hooks';
import type { Problem } from '../../api/client';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import type { Session } from '../../shared/document';
import { type Snapshot, store } from '../../store/signals';
import { isRefused, refusal } from './refusal';
import styles from './reschedule.module.css';
import { syncUntil } from './sync-until';
import { w } from './words';

/** Returns why the programme could not be looked at or published; an outdated session is offered anew. */
export function ProgrammeProblem({
  problem,
  session,
  onReload,
}: {
  problem: Problem;
  session: Session;
  onReload: (fresh: Session) => void;
}) {
  const [busy, setBusy] = useState(false);
  const isOutdated = isRefused(problem, 409);
  const details = problem.kind === 'refused' ? problem.errors : [];
  const reload = async () => {
    setBusy(true);
    const isNewer = (now: Snapshot) => (now.sessions.get(session.id)?.revision ?? 0) > session.revision;
    await syncUntil(isNewer);
    setBusy(false);
    const fresh = store.value.sessions.get(session.id);
    if (fresh) onReload(fresh);
  };
  return (
    <div class={styles.problem} role="alert">
      <Icon name="alert" size="medium" />
      <div>
        <p>
          <b>{w('not_published')}</b> {isOutdated ? w('outdated') : refusal(problem)}
        </p>
        {details.map(error => (
          <p key={error.field}>
            {error.field}: {error.message}
          </p>
        ))}
        {isOutdated ? (
          <p class={styles.reload}>
            <Button small icon="refresh" busy={busy} onClick={() => void reload()}>
              {w('reload')}
            </Button>
          </p>
        ) : null}
      </div>
    </div>
  );
}
