// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { LocationProvider } from 'preact-iso';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AgendaPage } from '../../src/pages/agenda/index';
import { now, publishSnapshot } from '../../src/store/signals';
import { byId, day, room, session, snapshot } from '../factories';

const FIRST = '2018-11-07';
const SECOND = '2018-11-08';

/** Returns more sessions than are drawn at once, every other one in the hall. */
function sessionsOn(date: string) {
  return Array.from({ length: 8 }, (_, at) => {
    const hour = String(8 + at).padStart(2, '0');
    return session(`${date} ${hour}`, `${date}T${hour}:00:00+07:00`, `${date}T${hour}:45:00+07:00`, {
      room: at % 2 === 0 ? 'hall' : 'class',
    });
  });
}

const all = [...sessionsOn(FIRST), ...sessionsOn(SECOND)];
const titles = (sessions: typeof all) => sessions.map(({ title }) => title.id);

let paper: { days: string[]; sessions: string[] } | null;

/** Returns what stands on the page now: a paper takes what is there when its printing begins. */
function shown() {
  const texts = (selector: string) =>
    [...document.querySelectorAll(selector)].map(each => each.textContent ?? '');
  return { days: texts('h2').filter(text => text.includes('November')), sessions: texts('article h3') };
}

async function open(query = ''): Promise<void> {
  history.replaceState(null, '', `/agenda${query}`);
  await act(() =>
    render(
      <LocationProvider>
        <AgendaPage />
      </LocationProvider>,
      document.body,
    ),
  );
}

async function press(name: string): Promise<void> {
  const named = [...document.querySelectorAll('button')].find(
    each => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  await act(() => named?.click());
}

beforeEach(() => {
  paper = null;
  vi.stubGlobal('matchMedia', () => new EventTarget());
  vi.stubGlobal('requestIdleCallback', () => 0);
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  window.print = () => {
    // As browsers do: what a script draws from here on comes too late.
    dispatchEvent(new Event('beforeprint'));
    paper = shown();
    dispatchEvent(new Event('afterprint'));
  };
  now.value = Date.parse(`${FIRST}T06:00:00+07:00`);
  publishSnapshot(
    snapshot({
      days: byId(day(FIRST, 1), day(SECOND, 2)),
      sessions: byId(...all),
      rooms: byId(room('hall'), room('class')),
    }),
  );
});

afterEach(async () => {
  await act(() => render(null, document.body));
  vi.unstubAllGlobals();
});

describe('printing', () => {
  test('takes the whole day, of which the screen may show a part', async () => {
    await open();
    expect(shown().sessions.length).toBeLessThan(8);
    await press('Saring');
    await press('Cetak hari ini');
    expect(paper).toEqual({ days: ['Rabu 7 November 2018'], sessions: titles(sessionsOn(FIRST)) });
    expect(shown().days).toEqual([]);
  });

  test('takes all days where that was chosen', async () => {
    await open();
    await press('Saring');
    await press('Cetak semua hari');
    expect(paper).toEqual({ days: ['Rabu 7 November 2018', 'Kamis 8 November 2018'], sessions: titles(all) });
  });

  test('takes no more than what passes the filter', async () => {
    await open('?room=hall');
    await press('Saring, 1 aktif');
    await press('Cetak semua hari');
    expect(paper?.sessions).toEqual(titles(all.filter(each => each.room === 'hall')));
  });

  test('by the browser’s own command takes the day that is shown', async () => {
    await open(`?day=${SECOND}`);
    await act(() => void dispatchEvent(new Event('beforeprint')));
    expect(shown()).toEqual({ days: ['Kamis 8 November 2018'], sessions: titles(sessionsOn(SECOND)) });
  });
});
