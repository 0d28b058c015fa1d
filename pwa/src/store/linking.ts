/** Letting another phone join this one's visitor, or take its place; the server hands on what it cannot read. */
import type { Outcome } from '../shared/problem';
import { callAsDevice, callWith, type Errand, type Fetch, IDENTITY, type Identity, readOwn } from './device';
import { dropErrand, keepErrand, runErrands } from './errands';
import { exchange } from './exchange';
import { lookupOf, newCode } from './linking-code';
import { isProven, type Keys, makeKeys, parcelKey, prove, seal, stretch, unseal } from './linking-crypto';
import { joinVisitor, packParcel, readParcel } from './linking-parcel';
import { sendActions } from './outbox';
import { toBase64Url } from './subscription';

/** How long an offer holds, in milliseconds; the server ends it by its own clock. */
export const OFFER_LASTS = 5 * 60_000;
const CONFLICT = 409;
const MOST_CODES = 5;

/** What this phone offers to another. */
export interface Offer {
  id: string;
  code: string;
  move: boolean;
  keys: Keys;
  stretched: Uint8Array<ArrayBuffer>;
}

/** The phone that claimed an offer and knows its secret. */
export interface Claimant {
  name: string;
  publicKey: string;
}

/** How far an offer has come; `wrong` is a claim by somebody who does not know the secret. */
export type OfferState =
  | { kind: 'waiting' | 'confirmed' | 'done' | 'expired' | 'wrong' }
  | { kind: 'asks'; claimant: Claimant };

interface Seen {
  state: 'waiting' | 'claimed' | 'confirmed' | 'done' | 'expired';
  public_key: string | null;
  proof: string | null;
  name: string | null;
}

function refusedWith(outcome: Outcome<unknown>): number | null {
  return !outcome.ok && outcome.problem.kind === 'refused' ? outcome.problem.status : null;
}

/** Offers that another phone joins, or with `move` takes this one's place; a former offer of this phone ends. */
export async function offerLink(fetch: Fetch, move: boolean): Promise<Outcome<Offer>> {
  const keys = await makeKeys();
  for (let attempt = 1; ; attempt += 1) {
    const code = newCode();
    const outcome = await callAsDevice<{ id: string }>(fetch, 'POST', '/device/links', {
      lookup: lookupOf(code),
      move,
      public_key: toBase64Url(keys.publicKey.buffer),
    });
    if (outcome.ok) {
      return { ok: true, value: { id: outcome.value.id, code, move, keys, stretched: await stretch(code) } };
    }
    // Another phone's offer has this very lookup.
    if (refusedWith(outcome) !== CONFLICT || attempt === MOST_CODES) return outcome;
  }
}

/** Takes an offer back. */
export function cancelOffer(fetch: Fetch, { id }: Offer): Promise<Outcome<null>> {
  return callAsDevice(fetch, 'DELETE', `/device/links/${id}`);
}

async function readClaim(fetch: Fetch, offer: Offer, seen: Seen): Promise<OfferState> {
  const { public_key: publicKey, proof, name } = seen;
  const isRight = await isProven(offer.stretched, publicKey ?? '', proof ?? '').catch(() => false);
  if (publicKey && isRight) return { kind: 'asks', claimant: { name: name ?? '', publicKey } };
  // Whoever guesses has one guess.
  await cancelOffer(fetch, offer);
  return { kind: 'wrong' };
}

/** Returns how far an offer has come; after a confirmed move this phone may find itself emptied, which is `done`. */
export async function lookAtOffer(fetch: Fetch, offer: Offer): Promise<Outcome<OfferState>> {
  const outcome = await callAsDevice<Seen>(fetch, 'GET', `/device/links/${offer.id}`);
  if (outcome.ok) {
    const { state } = outcome.value;
    const value = state === 'claimed' ? await readClaim(fetch, offer, outcome.value) : { kind: state };
    return { ok: true, value };
  }
  const status = refusedWith(outcome);
  if (status === 404) return { ok: true, value: { kind: 'expired' } };
  if (status !== 401 || !offer.move) return outcome;
  await runErrands(fetch);
  return { ok: true, value: { kind: 'done' } };
}

/** Lets the phone in that claimed the offer, with what lives only on this phone sealed for it. */
export async function confirmOffer(fetch: Fetch, offer: Offer, claimant: Claimant): Promise<Outcome<null>> {
  const identity = await readOwn<Identity>(IDENTITY);
  await sendActions(fetch);
  const key = await parcelKey(offer.stretched, offer.keys.privateKey, claimant.publicKey);
  const parcel = await seal(key, offer.id, await packParcel(offer.move));
  const errand: Errand | null =
    offer.move && identity ? { kind: 'moved', token: identity.token, link: offer.id } : null;
  // Before the call: the answer may get lost, and the page may be closed.
  if (errand) await keepErrand(errand);
  const outcome = await callAsDevice<null>(fetch, 'POST', `/device/links/${offer.id}/confirm`, { parcel });
  if (errand && refusedWith(outcome) !== null) await dropErrand(errand);
  return outcome;
}

/** What a new phone needs to claim an offer, made once so that it can be sent again. */
export interface Ticket {
  lookup: string;
  keys: Keys;
  stretched: Uint8Array<ArrayBuffer>;
}

/** An offer that this phone has claimed. */
export interface Claim {
  id: string;
  token: string;
  public_key: string;
}

/** What became of a claim; `broken` is a parcel that was not sealed by the phone that knows the secret. */
export type ClaimState = 'waiting' | 'joined' | 'expired' | 'broken';

export async function makeTicket(code: string): Promise<Ticket> {
  return { lookup: lookupOf(code), keys: await makeKeys(), stretched: await stretch(code) };
}

/** Claims the offer that a code names; sent again, the same ticket gives the claim anew. */
export async function claimOffer(fetch: Fetch, ticket: Ticket, name: string): Promise<Outcome<Claim>> {
  return callWith<Claim>(fetch, null, 'POST', '/links/claims', {
    lookup: ticket.lookup,
    public_key: toBase64Url(ticket.keys.publicKey.buffer),
    proof: await prove(ticket.stretched, ticket.keys.publicKey),
    name,
  });
}

interface PickUp {
  state: Seen['state'];
  device_id: string | null;
  parcel: string | null;
}

async function openParcel(claim: Claim, ticket: Ticket, parcel: string): Promise<unknown> {
  const key = await parcelKey(ticket.stretched, ticket.keys.privateKey, claim.public_key);
  return unseal(key, claim.id, parcel);
}

/** Fetches what the old phone sealed, and joins its visitor once there is something. */
export async function followClaim(fetch: Fetch, claim: Claim, ticket: Ticket): Promise<Outcome<ClaimState>> {
  const outcome = await callWith<PickUp>(fetch, claim.token, 'GET', `/links/${claim.id}`);
  if (!outcome.ok) return refusedWith(outcome) === 404 ? { ok: true, value: 'expired' } : outcome;
  const { state, device_id: device, parcel } = outcome.value;
  if (state === 'expired') return { ok: true, value: 'expired' };
  if (!device || !parcel) return { ok: true, value: 'waiting' };
  let opened: unknown;
  try {
    opened = await openParcel(claim, ticket, parcel);
  } catch {
    return { ok: true, value: 'broken' };
  }
  await joinVisitor({ device_id: device, token: claim.token }, claim.id, readParcel(opened));
  // What does not arrive now does at the next chance.
  await exchange(fetch).catch(() => false);
  return { ok: true, value: 'joined' };
}
