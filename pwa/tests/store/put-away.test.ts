import { deleteDB, openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { giveWayWhenPutAway, withDatabase } from '../../src/store/db';
import { DATABASE } from '../../src/store/schema';
import { keepStar } from '../../src/store/stored-stars';
import { newPhone } from '../fakes/phone';

let page: EventTarget;

beforeEach(async () => {
  await newPhone();
  page = new EventTarget();
  giveWayWhenPutAway(page);
});

function tell(kind: 'pagehide' | 'pageshow', persisted: boolean) {
  page.dispatchEvent(Object.assign(new Event(kind), { persisted }));
}

const star = { session: 'opening', starred: true, at: '2018-11-07T09:00:00+07:00' };

/** A write that holds its store until `isFree`, and what resolves once it does hold it. */
function holding(isFree: () => boolean) {
  let hold: () => void = () => undefined;
  const held = new Promise<void>(resolve => {
    hold = resolve;
  });
  const ended = withDatabase(async db => {
    const writing = db.transaction('prefs', 'readwrite');
    do {
      await writing.store.get('prefs');
      hold();
    } while (!isFree());
    await writing.store.put('written', 'prefs');
    await writing.done;
  });
  return { held, ended };
}

test('a page that is put away holds nobody up, and does its work once it is back', async () => {
  let isBack = false;
  const { held, ended } = holding(() => isBack);
  await held;

  tell('pagehide', true);
  const next = await openDB(DATABASE);
  await next.put('prefs', 'by the next page', 'prefs');
  expect(await next.get('prefs', 'prefs')).toBe('by the next page');

  isBack = true;
  tell('pageshow', true);
  await ended;
  expect(await next.get('prefs', 'prefs')).toBe('written');
  next.close();
});

test('a page that is put away keeps nobody from making the database anew, and begins nothing', async () => {
  await withDatabase(db => db.get('prefs', 'prefs'));
  tell('pagehide', true);
  const kept = keepStar(star);
  const newer = await openDB(DATABASE, 99);
  expect(await newer.getAll('stars')).toEqual([]);
  newer.close();

  await deleteDB(DATABASE);
  tell('pageshow', true);
  await kept;
  expect(await withDatabase(db => db.getAll('stars'))).toEqual([star]);
});

test('a page that is left for good ends what it has begun', async () => {
  let isFree = false;
  const { held, ended } = holding(() => isFree);
  await held;

  tell('pagehide', false);
  isFree = true;
  await ended;
  expect(await withDatabase(db => db.get('prefs', 'prefs'))).toBe('written');
});
