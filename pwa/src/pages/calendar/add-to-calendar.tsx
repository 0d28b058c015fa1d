import { Button } from '../../components/button';
import { locale } from '../../i18n/index';
import type { Session } from '../../shared/document';
import { sessionCalendar } from '../../store/calendar';
import { reminderOf } from '../../store/own';
import { freshness, type Snapshot } from '../../store/signals';
import { sessionFile } from './ics';
import { saveFrom, saveText } from './save';
import { w } from './words';

/** Returns whether the server is likely out of reach: a browser alone takes any Wi-Fi for a network. */
function isAlone(): boolean {
  return !navigator.onLine || freshness.value.state === 'offline' || freshness.value.state === 'failed';
}

/** Returns the button that puts a session into the visitor's calendar, also where there is no network. */
export function AddToCalendar({ store, session }: { store: Snapshot; session: Session }) {
  const name = `${session.id}.ics`;
  const add = () => {
    const lead = reminderOf(session.id);
    const asked = `lang=${locale.value}${lead === null ? '' : `&lead=${lead}`}`;
    if (isAlone()) {
      saveText(sessionFile(store, session, window.location, Date.now(), lead), name, 'text/calendar');
    } else saveFrom(`${sessionCalendar(session.id)}?${asked}`, name);
  };
  return (
    <Button look="soft" small icon="cal-add" onClick={add}>
      {w('add')}
    </Button>
  );
}
