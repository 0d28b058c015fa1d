import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { SpeakerPage } from '../../src/pages/speaker';
import { prefs } from '../../src/store/prefs';
import { publishSnapshot } from '../../src/store/signals';
import { DEFAULTS } from '../../src/store/stored-prefs';
import { byId, session, snapshot, speaker } from '../factories';

test.each([
  ['id', 'Rabu 7 Nov · 10.15–11.30'],
  ['en', 'Wed 7 Nov · 10:15–11:30'],
] as const)('each session of a speaker says its day and its times, in %s', (locale, when) => {
  prefs.value = { ...DEFAULTS, locale };
  const talk = session('talk', '2018-11-07T10:15:00+07:00', '2018-11-07T11:30:00+07:00', {
    speakers: [{ speaker: 'moderator', role: 'moderator', basis: 'sample' }],
  });
  publishSnapshot(snapshot({ speakers: byId(speaker('moderator')), sessions: byId(talk) }));

  const words = render(<SpeakerPage id="moderator" />).replaceAll(/<[^>]+>/g, '');

  expect(words).toContain(when);
});
