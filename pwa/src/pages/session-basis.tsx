import { BasisLines } from '../components/basis';
import { localText, t } from '../i18n/index';
import type { Session, Speaker } from '../shared/document';
import type { LineUp } from '../store/select';

/** Returns how sure a speaker's part is, in words; nothing where it is confirmed. */
function basisOf(speaker: Speaker): string | null {
  const name = localText(speaker.name).value;
  if (speaker.status === 'planned') return t('session.basis.planned', { name });
  if (speaker.status === 'reported') return t('session.basis.reported', { name });
  if (speaker.status === 'announced') return t('session.basis.announced', { name });
  return null;
}

/** Returns where the session's facts come from, and how sure each speaker is. */
export function SessionBasis({ session, lineUp }: { session: Session; lineUp: LineUp[] }) {
  const lines = [
    session.basis === 'fact' ? t('session.basis.fact') : t('session.basis.sample'),
    ...lineUp.map(({ speaker }) => basisOf(speaker)),
  ];
  return <BasisLines title={t('session.basis')} lines={lines.filter(line => line !== null)} />;
}
