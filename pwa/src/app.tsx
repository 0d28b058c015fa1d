import { useEffect, useState } from 'preact/hooks';
import { ErrorBoundary, LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { hasMoved } from './components/arrival';
import { Shell } from './components/shell';
import { Skeleton } from './components/skeleton';
import { UpdateToast } from './components/toast';
import { NotFound } from './pages/not-found';
import { isConsole, OrganizerPages, PAGES } from './routes';
import { followWorker } from './update';

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
    <Shell toast={<UpdateToast />}>
      {isBlank ? <Skeleton /> : null}
      <Router onLoadStart={() => setBlank(heading() === null)} onLoadEnd={onLoadEnd}>
        {Object.entries(PAGES).map(([path, component]) => (
          <Route key={path} path={path} component={component} />
        ))}
        <Route default component={NotFound} />
      </Router>
    </Shell>
  );
}

function Pages() {
  const { path, route } = useLocation();
  useEffect(() => followWorker(route), [route]);
  // Not a router of its own: one within another would see only the rest of the address.
  return isConsole(path) ? <OrganizerPages /> : <VisitorPages />;
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
