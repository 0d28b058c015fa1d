import { useEffect, useState } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { hasMoved } from './components/arrival';
import { Shell } from './components/shell';
import { Skeleton } from './components/skeleton';
import { UpdateToast } from './components/toast';
import { HomePage } from './pages/home';
import { NotFound } from './pages/not-found';
import {
  AgendaPage,
  AnnouncementPage,
  AnnouncementsPage,
  AskPage,
  AwardsPage,
  BoothPage,
  InfoPage,
  InnovationPage,
  JoinPage,
  MapPage,
  MePage,
  MoveAwayPage,
  OrganizerPages,
  PosterPage,
  PrivacyPage,
  SessionPage,
  SharePage,
  SpeakerDesk,
  SpeakerPage,
} from './routes';
import { links } from './shared/links';
import { applyUpdate, followWorker, updateReady } from './update';

function Update() {
  return updateReady.value ? <UpdateToast onReload={applyUpdate} /> : null;
}

const heading = () => document.querySelector<HTMLElement>('#content h1');

function VisitorPages() {
  // While a chunk is fetched the router shows the page before, and nothing where there is none.
  const [isBlank, setBlank] = useState(false);
  const onLoadEnd = () => {
    setBlank(false);
    // The heading that the arrival found was still that of the page before.
    if (hasMoved()) heading()?.focus({ preventScroll: true });
  };
  return (
    <Shell toast={<Update />}>
      {isBlank ? <Skeleton /> : null}
      <Router onLoadStart={() => setBlank(heading() === null)} onLoadEnd={onLoadEnd}>
        <Route path="/" component={HomePage} />
        <Route path="/agenda" component={AgendaPage} />
        <Route path="/agenda/:id" component={SessionPage} />
        <Route path="/speakers/:id" component={SpeakerPage} />
        <Route path="/map" component={MapPage} />
        <Route path="/booths/:id" component={BoothPage} />
        <Route path="/awards" component={AwardsPage} />
        <Route path="/awards/:id" component={InnovationPage} />
        <Route path="/announcements" component={AnnouncementsPage} />
        <Route path="/announcements/:id" component={AnnouncementPage} />
        <Route path="/info" component={InfoPage} />
        <Route path="/me" component={MePage} />
        <Route path="/me/link" component={JoinPage} />
        <Route path="/me/share" component={SharePage} />
        <Route path="/me/move" component={MoveAwayPage} />
        <Route path="/privacy" component={PrivacyPage} />
        <Route path="/poster" component={PosterPage} />
        <Route path="/ask" component={AskPage} />
        <Route path="/speaker" component={SpeakerDesk} />
        <Route default component={NotFound} />
      </Router>
    </Shell>
  );
}

function Pages() {
  const { path, route } = useLocation();
  useEffect(() => followWorker(route), [route]);
  // Not a router of its own: one within another would see only the rest of the address.
  const isConsole = path === links.organizer || path.startsWith(`${links.organizer}/`);
  return isConsole ? <OrganizerPages /> : <VisitorPages />;
}

/** Returns the whole app: every page by its address. */
export function App() {
  return (
    <LocationProvider>
      <ErrorBoundary>
        <Pages />
      </ErrorBoundary>
    </LocationProvider>
  );
}
