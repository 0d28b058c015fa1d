import { expect, test } from 'vitest';
import { isPage, links, pageWithin, tokenIn } from '../../src/shared/links';

const origin = 'https://forum.example';

test.each(['/', '/agenda', '/agenda/d1-top-40', '/speakers/x', '/map', '/booths/a', '/awards', '/awards/x'])(
  '%s is a page',
  path => expect(isPage(path)).toBe(true),
);

test.each([
  '/announcements',
  '/announcements/x?from=push',
  '/info',
  '/me#language',
  '/me/contacts?view=list',
  '/me/link#code=ABCDEFGHJKMN',
  '/me/share',
  '/me/move',
  '/organizer',
  '/organizer/announcements/new',
  '/speaker',
  '/speaker/slots',
  '/exhibitor',
  '/exhibitor/leads',
])('%s is a page', path => expect(isPage(path)).toBe(true));

test.each([
  '/speakers',
  '/booths',
  '/agenda/a/b',
  '/me/other',
  '/speakerdesk',
  '//evil.example',
  '/api/v1/sync',
  'agenda',
  '',
  '/nothing',
])('%s is no page', path => expect(isPage(path)).toBe(false));

test('every link is a page, with its id escaped', () => {
  expect(links.session('a/b')).toBe('/agenda/a%2Fb');
  expect([links.home, links.map, links.report('x'), links.booth('ä'), links.desk].every(isPage)).toBe(true);
});

test('an address leads only to pages of the app', () => {
  expect(pageWithin(origin, 'https://forum.example/agenda/x?a=1#b')).toBe('/agenda/x?a=1#b');
  expect(pageWithin(origin, '/awards')).toBe('/awards');
  expect(pageWithin(origin, 'https://forum.example/speaker')).toBe('/speaker');
  expect(pageWithin(origin, 'https://evil.example/awards')).toBe('/');
  expect(pageWithin(origin, 'https://forum.example.evil/awards')).toBe('/');
  expect(pageWithin(origin, 'https://forum.example/api/v1/sync')).toBe('/');
  expect(pageWithin(origin, 'javascript:alert(1)')).toBe('/');
  expect(pageWithin(origin, undefined)).toBe('/');
});

test('a one-time link carries its token in the fragment', () => {
  const tokens = ['#token=r9-VV_f', '#from=qr&token=abc', '#token=', '#tokens=abc', '', 'token=abc'].map(
    tokenIn,
  );
  expect(tokens).toEqual(['r9-VV_f', 'abc', null, null, null, null]);
});
