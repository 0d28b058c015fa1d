import { useEffect, useState } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { type Me, signInByLink, whoAmI } from '../../api/client';
import { useTitle } from '../../components/arrival';
import { Button } from '../../components/button';
import { Empty } from '../../components/empty';
import { Skeleton } from '../../components/skeleton';
import { links, tokenIn } from '../../shared/links';
import { NotFound } from '../not-found';
import { AnnouncementList } from './announcement-list';
import { Compose, Edit } from './compose';
import { Doors } from './doors';
import { Frame } from './frame';
import { Programme } from './programme';
import { Report } from './report';
import { Reschedule } from './reschedule';
import { SignIn } from './sign-in';
import { Speakers } from './speakers';
import { w } from './words';

type Session =
  | { kind: 'asking' }
  | { kind: 'out'; notice: string | null }
  | { kind: 'unreachable' }
  | { kind: 'in'; me: Me };

const MAY_ENTER = ['owner', 'organizer'];

async function ask(notice: string | null): Promise<Session> {
  const outcome = await whoAmI();
  if (outcome.ok) {
    const mayEnter = outcome.value.roles.some(role => MAY_ENTER.includes(role));
    return mayEnter ? { kind: 'in', me: outcome.value } : { kind: 'out', notice: w('not_organizer') };
  }
  if (outcome.problem.kind === 'unreachable') return { kind: 'unreachable' };
  return { kind: 'out', notice };
}

/** Returns the token of a one-time link, and takes it out of the address so that no history keeps it. */
function takeToken(): string | null {
  const token = tokenIn(window.location.hash);
  if (token) window.history.replaceState(null, '', links.organizer);
  return token;
}

async function enter(): Promise<Session> {
  const token = takeToken();
  if (token === null) return ask(null);
  const outcome = await signInByLink(token);
  if (!outcome.ok && outcome.problem.kind === 'unreachable') return { kind: 'unreachable' };
  return ask(outcome.ok ? null : w('link_used'));
}

/** The organizer's console; the server checks the role at every call. */
export function OrganizerPages() {
  const [session, setSession] = useState<Session>({ kind: 'asking' });
  const { route } = useLocation();
  useTitle(w('organizer'));
  useEffect(() => {
    const atLink = window.location.pathname === `${links.organizer}/sign-in`;
    void enter().then(next => {
      setSession(next);
      if (atLink) route(links.organizer, true);
    });
  }, []);
  if (session.kind === 'asking') return <Skeleton />;
  if (session.kind === 'out') {
    return <SignIn notice={session.notice} onSignedIn={() => void ask(null).then(setSession)} />;
  }
  if (session.kind === 'unreachable') {
    return (
      <Empty
        heading="h1"
        icon="offline"
        title={w('unreachable')}
        actions={
          <Button icon="refresh" onClick={() => void ask(null).then(setSession)}>
            {w('retry')}
          </Button>
        }
      />
    );
  }
  const out = () => setSession({ kind: 'out', notice: null });
  return (
    <Frame email={session.me.email} onSignedOut={out}>
      <Router>
        <Route path="/organizer" component={AnnouncementList} />
        <Route path="/organizer/sign-in" component={AnnouncementList} />
        <Route path="/organizer/announcements" component={AnnouncementList} />
        <Route path="/organizer/announcements/new" component={Compose} />
        <Route path="/organizer/announcements/:id" component={Report} />
        <Route path="/organizer/announcements/:id/edit" component={Edit} />
        <Route path="/organizer/programme" component={Programme} />
        <Route path="/organizer/programme/:id" component={Reschedule} />
        <Route path="/organizer/doors" component={Doors} />
        <Route path="/organizer/speakers" component={Speakers} />
        <Route default component={NotFound} />
      </Router>
    </Frame>
  );
}
