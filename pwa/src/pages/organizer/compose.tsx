import { useEffect, useState } from 'preact/hooks';
import { announcementReport, type OrganizerAnnouncement } from '../../api/announcements';
import type { Outcome } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button, ButtonLink } from '../../components/button';
import { Empty } from '../../components/empty';
import { Skeleton } from '../../components/skeleton';
import { links } from '../../shared/links';
import { Composer } from './composer';
import { draftOf, EMPTY } from './draft';
import { isRefused } from './refusal';
import { w } from './words';

/** Where a new announcement is made. */
export function Compose() {
  useTitle(w('new'));
  return <Composer initial={EMPTY} editing={null} />;
}

/** Where an announcement that waits to be sent is changed. */
export function Edit({ id }: { id: string }) {
  const [outcome, setOutcome] = useState<Outcome<OrganizerAnnouncement> | null>(null);
  const load = () => void announcementReport(id).then(setOutcome);
  useTitle(w('edit_title'));
  useEffect(load, [id]);
  if (outcome === null) return <Skeleton />;
  if (!outcome.ok) {
    const isMissing = isRefused(outcome.problem, 404);
    return (
      <Empty
        heading="h1"
        icon="alert"
        title={w(isMissing ? 'missing' : 'unreachable')}
        actions={
          isMissing ? (
            <ButtonLink href={links.organizer}>{w('back_to_list')}</ButtonLink>
          ) : (
            <Button onClick={load}>{w('retry')}</Button>
          )
        }
      />
    );
  }
  if (outcome.value.sent_at !== null || outcome.value.recalled_at) {
    return (
      <Empty
        heading="h1"
        title={w('already_sent')}
        actions={<ButtonLink href={links.report(id)}>{w('to_report')}</ButtonLink>}
      />
    );
  }
  return <Composer initial={draftOf(outcome.value)} editing={id} />;
}
