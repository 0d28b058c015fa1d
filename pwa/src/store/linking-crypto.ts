/**
 * How two phones agree on a key through a server that learns nothing: ephemeral ECDH on P-256 (RFC 6090), bound
 * to a secret that a person carries across, stretched by PBKDF2 (RFC 8018, section 5.2) and mixed in by HKDF
 * (RFC 5869). A server that plays one phone to the other would have to guess the secret within the offer's five
 * minutes; afterwards, without the ephemeral keys, it no longer helps.
 */
import { lookupOf, secretOf } from './linking-code';
import { fromBase64Url, toBase64Url } from './subscription';

type Bytes = Uint8Array<ArrayBuffer>;

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ITERATIONS = 300_000;
const NONCE_BYTES = 12;
const SALT = 'ips-forum-link';

const utf8 = new TextEncoder();

/** A phone's own key pair for one offer. */
export interface Keys {
  privateKey: CryptoKey;
  /** The uncompressed point, 65 bytes. */
  publicKey: Bytes;
}

/** Returns whether the browser can do this at all: only pages under TLS, or on the same machine, have it. */
export function canLink(): boolean {
  return globalThis.crypto?.subtle !== undefined;
}

function bytes(text: string): Bytes {
  return Uint8Array.from(utf8.encode(text));
}

function joined(...parts: Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap(part => [...part]));
}

export async function makeKeys(): Promise<Keys> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  return { privateKey, publicKey: new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)) };
}

/** Returns the code's secret, stretched so that guessing at it is slow: 32 bytes. */
export async function stretch(code: string): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', bytes(secretOf(code)), 'PBKDF2', false, ['deriveBits']);
  const salt = bytes(SALT + lookupOf(code));
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256));
}

function proofKey(stretched: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', stretched, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
}

/** Returns the proof, base64url, that who shows this public key knows the secret. */
export async function prove(stretched: Bytes, publicKey: Bytes): Promise<string> {
  const said = joined(bytes('claim'), publicKey);
  return toBase64Url(await crypto.subtle.sign('HMAC', await proofKey(stretched), said));
}

/** Returns whether a proof holds; compared in constant time by the browser. */
export async function isProven(stretched: Bytes, publicKey: string, proof: string): Promise<boolean> {
  const said = joined(bytes('claim'), fromBase64Url(publicKey));
  return crypto.subtle.verify('HMAC', await proofKey(stretched), fromBase64Url(proof), said);
}

/** Returns the key of the parcel, which both phones come to; rejects another's key that is no point of the curve. */
export async function parcelKey(stretched: Bytes, own: CryptoKey, theirs: string): Promise<CryptoKey> {
  const point = await crypto.subtle.importKey('raw', fromBase64Url(theirs), CURVE, false, []);
  const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: point }, own, 256));
  const material = await crypto.subtle.importKey('raw', joined(shared, stretched), 'HKDF', false, [
    'deriveKey',
  ]);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytes('parcel') };
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** Returns a value sealed for one link, base64url: a nonce of its own, then what AES-256-GCM makes of it. */
export async function seal(key: CryptoKey, link: string, value: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const how = { name: 'AES-GCM', iv, additionalData: bytes(link) };
  const sealed = await crypto.subtle.encrypt(how, key, bytes(JSON.stringify(value)));
  return toBase64Url(joined(iv, new Uint8Array(sealed)).buffer);
}

/** Returns what was sealed for this link; rejects anything that was changed, or sealed with another key or for another. */
export async function unseal(key: CryptoKey, link: string, parcel: string): Promise<unknown> {
  const sealed = fromBase64Url(parcel);
  const iv = sealed.slice(0, NONCE_BYTES);
  const how = { name: 'AES-GCM', iv, additionalData: bytes(link) };
  const opened = await crypto.subtle.decrypt(how, key, sealed.slice(NONCE_BYTES));
  return JSON.parse(new TextDecoder().decode(opened));
}
