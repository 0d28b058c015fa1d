import { useEffect, useId, useState } from 'preact/hooks';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Notice } from '../../components/facts';
import { PageHeader } from '../../components/header';
import { useKeptFocus } from '../../components/kept-focus';
import { pushState } from '../../push/state';
import { links } from '../../shared/links';
import { codeIn, groupsOf } from '../../store/linking-code';
import styles from './link.module.css';
import { type Fault, type Step, thisPhone, useClaim } from './use-claim';
import { w } from './words';

/** Returns the code of the address this page was opened with, which then no longer shows it. */
function useScanned(): string | null {
  const [scanned] = useState(() => codeIn(location.hash));
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', links.linkPhone);
  }, []);
  return scanned;
}

interface FormParts {
  scanned: string | null;
  fault: Fault | null;
  busy: boolean;
  onSubmit: (typed: string) => void;
}

function CodeForm({ scanned, fault, busy, onSubmit }: FormParts) {
  const id = useId();
  const [typed, setTyped] = useState(scanned ? groupsOf(scanned).join('-') : '');
  const submit = (event: Event) => {
    event.preventDefault();
    if (!busy) onSubmit(typed);
  };
  return (
    <form class={styles.form} onSubmit={submit}>
      <p>{w(scanned ? 'join.scanned' : 'join.lead')}</p>
      <label class={styles.label} for={id}>
        {w('join.code')}
      </label>
      <input
        id={id}
        class={styles.input}
        autocapitalize="characters"
        autocomplete="off"
        spellcheck={false}
        maxLength={24}
        placeholder="ABCD-EFGH-JKMN"
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? `${id}-fault` : undefined}
        value={typed}
        onInput={event => setTyped(event.currentTarget.value)}
      />
      {fault ? (
        <p class={styles.fault} id={`${id}-fault`} role="alert">
          {w(`join.${fault}`)}
        </p>
      ) : null}
      <Button type="submit" wide busy={busy}>
        {w(busy ? 'join.working' : 'join.submit')}
      </Button>
      <p class={styles.text}>{w('join.keeps')}</p>
    </form>
  );
}

function Ended({ kind, onAgain }: { kind: 'expired' | 'broken'; onAgain: () => void }) {
  const again = <Button onClick={onAgain}>{w('join.again')}</Button>;
  return (
    <div role="alert">
      <Empty icon="alert" title={w(`join.${kind}`)} actions={again}>
        {w(`join.${kind}_text`)}
      </Empty>
    </div>
  );
}

function Joined() {
  const actions = (
    <>
      <ButtonLink href={`${links.agenda}?starred=1`}>{w('join.agenda')}</ButtonLink>
      <ButtonLink look="outline" href={`${links.me}#notifications`}>
        {w('join.notify')}
      </ButtonLink>
    </>
  );
  return (
    <div role="status">
      <Empty title={w('join.done')} actions={actions}>
        {w('join.done_text')}
      </Empty>
    </div>
  );
}

function Body({
  step,
  form,
  onAgain,
}: {
  step: Step;
  form: Omit<FormParts, 'fault' | 'busy'>;
  onAgain: () => void;
}) {
  switch (step.kind) {
    case 'form':
      return <CodeForm {...form} fault={step.fault} busy={false} />;
    case 'working':
      return <CodeForm {...form} fault={null} busy />;
    case 'waiting':
      return (
        <div role="status">
          <Empty title={w('join.waiting')}>{w('join.waiting_text', { name: thisPhone() })}</Empty>
        </div>
      );
    case 'joined':
      return <Joined />;
    case 'unsupported':
      return (
        <Empty icon="alert" title={w('offer.unsupported')}>
          {w('offer.unsupported_text')}
        </Empty>
      );
    default:
      return <Ended kind={step.kind} onAgain={onAgain} />;
  }
}

/** The page on which this phone joins another, whose code is typed or came with the address. */
export function JoinPage() {
  const scanned = useScanned();
  const { step, submit, again } = useClaim();
  useTitle(w('join.title'));
  useKeptFocus();
  return (
    <>
      <PageHeader title={w('join.title')} up={links.me} />
      {pushState.value === 'needs-install' && step.kind === 'form' ? (
        <Notice icon="phone" tone="quiet">
          <b>{w('join.apple')}.</b> {w('join.apple_text')}
        </Notice>
      ) : null}
      <Body step={step} form={{ scanned, onSubmit: submit }} onAgain={again} />
    </>
  );
}
