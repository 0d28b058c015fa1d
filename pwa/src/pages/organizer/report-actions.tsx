import { useState } from 'preact/hooks';
import { type OrganizerAnnouncement, recallAnnouncement } from '../../api/announcements';
import { Button, ButtonLink } from '../../components/button';
import { links } from '../../shared/links';
import { Confirm } from './dialog';
import { refusal } from './refusal';
import styles from './report.module.css';
import { w } from './words';

function TakeBack({
  announcement,
  onDone,
}: {
  announcement: OrganizerAnnouncement;
  onDone: (after: OrganizerAnnouncement) => void;
}) {
  const [isAsking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const isSent = announcement.sent_at !== null;
  const takeBack = async () => {
    if (busy) return;
    setBusy(true);
    const outcome = await recallAnnouncement(announcement.id);
    setBusy(false);
    if (!outcome.ok) {
      setFault(refusal(outcome.problem));
      return;
    }
    setAsking(false);
    onDone(outcome.value);
  };
  return (
    <>
      <Button small look="outline" onClick={() => setAsking(true)}>
        {w(isSent ? 'recall' : 'cancel')}
      </Button>
      {isAsking ? (
        <Confirm
          title={w(isSent ? 'recall_title' : 'cancel_title')}
          text={w(isSent ? 'recall_text' : 'cancel_text')}
          action={w(isSent ? 'recall' : 'cancel')}
          busy={busy}
          fault={fault}
          onConfirm={() => void takeBack()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

/** Returns what can be done with an announcement: edit while it waits, take back, write another. */
export function ReportActions({
  announcement,
  onChanged,
}: {
  announcement: OrganizerAnnouncement;
  onChanged: (after: OrganizerAnnouncement) => void;
}) {
  const isOver = Boolean(announcement.recalled_at);
  return (
    <div class={styles.actions}>
      {announcement.sent_at === null && !isOver ? (
        <ButtonLink look="outline" small href={links.edit(announcement.id)}>
          {w('edit')}
        </ButtonLink>
      ) : null}
      {isOver ? null : <TakeBack announcement={announcement} onDone={onChanged} />}
      <ButtonLink look="outline" small href={links.compose}>
        {w('another')}
      </ButtonLink>
    </div>
  );
}
