import { beforeEach, describe, expect, test } from 'vitest';
import type { SyncDocument } from '../../src/shared/collections';
import type { Session } from '../../src/shared/document';
import { NOWHERE } from '../../src/store/apply';
import { loadNews, markNewsSeen, news, unseenNews } from '../../src/store/news';
import { applyStep, replaceStore } from '../../src/store/records';
import { byId, session, snapshot } from '../factories';
import { newPhone } from '../fakes/phone';

const at = (time: string) => `2018-11-07T${time}:00+07:00`;
const talk = session('talk', at('09:00'), at('10:00'), { room: 'hall' });
const slot = { start: at('09:00'), end: at('10:00'), room: 'hall', status: 'scheduled' };
let revision = 1;

const asked = (answeredAt: number) => ({
  from: NOWHERE,
  address: '/',
  etag: null,
  vapidPublicKey: null,
  askedAt: answeredAt,
  answeredAt,
});

function document(...sessions: Session[]): SyncDocument {
  return { epoch: 'e', schema: 1, min_app: 1, revision: 1, sessions } as unknown as SyncDocument;
}

async function publish(changed: Partial<Session>, now: number): Promise<void> {
  revision += 1;
  const changes = { upserts: { sessions: [{ ...talk, ...changed, revision }] }, deleted: {} };
  await applyStep({ epoch: 'e', base: revision - 1, revision, changes }, asked(now));
  await loadNews();
}

beforeEach(async () => {
  await newPhone();
  revision = 1;
  await replaceStore(document(talk), asked(1));
  await loadNews();
});

describe('news of a session', () => {
  test('do not come with the first document', () => {
    expect(news.value.size).toBe(0);
  });

  test('say from what it changed, however often it changes before the visitor looks', async () => {
    await publish({ start: at('10:00'), end: at('11:00') }, 2);
    await publish({ start: at('11:00'), end: at('12:00'), room: 'far' }, 3);
    expect([...news.value.values()]).toEqual([{ session: 'talk', was: slot, at: 3, seenAt: null }]);
  });

  test('end when it goes back to where it was', async () => {
    await publish({ room: 'far' }, 2);
    await publish({ room: 'hall' }, 3);
    expect(news.value.size).toBe(0);
  });

  test('are none when only its words change', async () => {
    await publish({ title: { id: 'baru', en: 'new' } }, 2);
    expect(news.value.size).toBe(0);
  });

  test('start anew from what was seen', async () => {
    await publish({ room: 'far' }, 2);
    await markNewsSeen(['talk', 'unknown'], 5);
    expect(news.value.get('talk')).toEqual({ session: 'talk', was: slot, at: 2, seenAt: 5 });
    await publish({ room: 'farther' }, 6);
    expect(news.value.get('talk')).toEqual({
      session: 'talk',
      was: { ...slot, room: 'far' },
      at: 6,
      seenAt: null,
    });
  });

  test('come with a whole document too, and leave with their session', async () => {
    await replaceStore(document({ ...talk, status: 'cancelled' }), asked(7));
    await loadNews();
    expect(news.value.get('talk')).toEqual({ session: 'talk', was: slot, at: 7, seenAt: null });
    await replaceStore(document(), asked(8));
    await loadNews();
    expect(news.value.size).toBe(0);
  });

  test('are told until they are seen or the session is over', async () => {
    await publish({ room: 'far' }, 2);
    const store = snapshot({ sessions: byId(talk) });
    expect(unseenNews(store, Date.parse(at('09:30'))).map(each => each.session)).toEqual(['talk']);
    expect(unseenNews(store, Date.parse(at('10:30')))).toEqual([]);
    await markNewsSeen(['talk'], 5);
    expect(unseenNews(store, Date.parse(at('09:30')))).toEqual([]);
  });
});
