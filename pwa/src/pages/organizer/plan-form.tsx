import { useState } from 'preact/hooks';
import type { Problem } from '../../api/client';
import { type ProgrammePreview, previewProgramme } from '../../api/programme';
import { Button } from '../../components/button';
import type { Session } from '../../shared/document';
import { daysInOrder } from '../../store/select';
import type { Snapshot } from '../../store/signals';
import { Moved } from '../placement';
import { PlanFields } from './plan-fields';
import { changeOf, type Plan, planFault, planned, planOf } from './programme-plan';
import { ProgrammeProblem } from './programme-problem';
import styles from './reschedule.module.css';
import { w } from './words';

/** Returns the words that `Moved` sets beside old and new. */
export function movedWords() {
  return {
    before: w('before'),
    after: w('after'),
    scheduled: w('goes_ahead'),
    cancelled: w('cancelled'),
  };
}

/** Returns the look at what a change would push: what runs, what failed, and the step itself. */
function useLook(session: Session, onPreviewed: (after: Session, preview: ProgrammePreview) => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const look = async (after: Session) => {
    if (busy) return;
    setBusy(true);
    const outcome = await previewProgramme([changeOf(session, after)]);
    setBusy(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) onPreviewed(after, outcome.value);
  };
  return { busy, problem, look, forget: () => setProblem(null) };
}

/** Returns a plan of a session being made: what it comes to, and what is wrong with it once that was asked. */
function usePlan(session: Session, store: Snapshot) {
  const [plan, setPlan] = useState(() => planOf(session));
  const [asked, setAsked] = useState(false);
  const fault = planFault(session, plan);
  const zone = store.event?.time_zone ?? 'Asia/Jakarta';
  const after = fault === null ? planned(session, plan, daysInOrder(store), zone) : null;
  const change = (next: Plan) => {
    setPlan(next);
    setAsked(false);
  };
  return { plan, change, after, fault: asked ? fault : null, ask: () => setAsked(true) };
}

/** Returns the form in which a session gets another time, room or status, up to the look at what would be pushed. */
export function PlanForm({
  store,
  session,
  onPreviewed,
  onReload,
}: {
  store: Snapshot;
  session: Session;
  onPreviewed: (after: Session, preview: ProgrammePreview) => void;
  onReload: (fresh: Session) => void;
}) {
  const { plan, change, after, fault, ask } = usePlan(session, store);
  const { busy, problem, look, forget } = useLook(session, onPreviewed);
  const submit = (event: Event) => {
    event.preventDefault();
    ask();
    if (after) void look(after);
  };
  const onChange = (next: Plan) => {
    change(next);
    forget();
  };
  return (
    <form class={styles.card} onSubmit={submit} noValidate>
      <PlanFields store={store} plan={plan} onChange={onChange} />
      {after ? (
        <div class={styles.moved}>
          <Moved store={store} old={session} next={after} words={movedWords()} />
        </div>
      ) : null}
      {fault ? (
        <p class={styles.fault} role="alert">
          {w(fault)}
        </p>
      ) : null}
      {problem ? <ProgrammeProblem problem={problem} session={session} onReload={onReload} /> : null}
      <div class={styles.actions}>
        <Button type="submit" busy={busy}>
          {busy ? w('checking') : w('check_push')}
        </Button>
      </div>
    </form>
  );
}
