import { expect, test } from 'vitest';
import { codeIn, groupsOf, lookupOf, newCode, readCode, secretOf } from '../../src/store/linking-code';
import {
  canLink,
  isProven,
  makeKeys,
  parcelKey,
  prove,
  seal,
  stretch,
  unseal,
} from '../../src/store/linking-crypto';
import { toBase64Url } from '../../src/store/subscription';

const CODE = 'ABCDEFGHJKMN';

test.each([
  ['ABCD-EFGH-JKMN', CODE],
  [' abcd efgh jkmn ', CODE],
  ['abcd–efgh–jkmn', CODE],
  ['O1IL-0000-0000', '011100000000'],
  ['ABCDEFGHJKM', null],
  ['ABCDEFGHJKMNP', null],
  ['ABCDEFGHJKMU', null],
  ['', null],
])('%s is read as %s', (typed, code) => expect(readCode(typed)).toBe(code));

test.each([
  ['#code=ABCDEFGHJKMN', CODE],
  ['#a=b&code=abcd-efgh-jkmn', CODE],
  ['#code=ABC', null],
  ['#codes=ABCDEFGHJKMN', null],
  ['', null],
])('the fragment %s holds %s', (fragment, code) => expect(codeIn(fragment)).toBe(code));

test('a new code can be read, shown in groups and parted into lookup and secret', () => {
  const code = newCode();
  expect(readCode(groupsOf(code).join('-'))).toBe(code);
  expect(lookupOf(code) + secretOf(code)).toBe(code);
  expect(groupsOf(CODE)).toEqual(['ABCD', 'EFGH', 'JKMN']);
});

test('both phones come to one key, and others do not', async () => {
  expect(canLink()).toBe(true);
  const [a, b, stretched] = await Promise.all([makeKeys(), makeKeys(), stretch(CODE)]);
  const [keyA, keyB] = await Promise.all([
    parcelKey(stretched, a.privateKey, toBase64Url(b.publicKey.buffer)),
    parcelKey(stretched, b.privateKey, toBase64Url(a.publicKey.buffer)),
  ]);
  const parcel = await seal(keyA, 'link', { marks: ['ä'] });
  expect(await unseal(keyB, 'link', parcel)).toEqual({ marks: ['ä'] });
  expect(await seal(keyA, 'link', { marks: ['ä'] })).not.toBe(parcel);
  await expect(unseal(keyB, 'other', parcel)).rejects.toThrow();
  const tampered = (parcel.startsWith('A') ? 'B' : 'A') + parcel.slice(1);
  await expect(unseal(keyB, 'link', tampered)).rejects.toThrow();
  const guessed = await stretch('ABCDEFGHJKMP');
  const keyC = await parcelKey(guessed, b.privateKey, toBase64Url(a.publicKey.buffer));
  await expect(unseal(keyC, 'link', parcel)).rejects.toThrow();
  await expect(parcelKey(stretched, a.privateKey, `B${'A'.repeat(86)}`)).rejects.toThrow();
});

test('a proof holds for its key and secret alone', async () => {
  const [own, other, stretched, guessed] = await Promise.all([
    makeKeys(),
    makeKeys(),
    stretch(CODE),
    stretch('ABCDEFGHJKMP'),
  ]);
  const [key, otherKey] = [toBase64Url(own.publicKey.buffer), toBase64Url(other.publicKey.buffer)];
  const proof = await prove(stretched, own.publicKey);
  expect(proof).toMatch(/^[\w-]{43}$/);
  expect(await isProven(stretched, key, proof)).toBe(true);
  expect(await isProven(stretched, otherKey, proof)).toBe(false);
  expect(await isProven(guessed, key, proof)).toBe(false);
});

test('the stretched secret is what PBKDF2 of other makers gives', async () => {
  // Python: hashlib.pbkdf2_hmac('sha256', b'GHJKMN', b'ips-forum-linkABCDEF', 300_000)
  expect(toBase64Url((await stretch(CODE)).buffer)).toBe('wCgwcmrFKSrwaS2k-xK-9pq_1kEwA2iA4ZhqtHH7YLg');
});
