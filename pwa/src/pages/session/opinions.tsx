import type { Session } from '../../shared/document';
import { Questions } from './questions';
import { RateSession } from './rating';

/** What visitors say of a session: its questions, and once it has ended its rating. */
export function Opinions({ session }: { session: Session }) {
  return (
    <>
      <RateSession session={session} />
      <Questions session={session} />
    </>
  );
}
