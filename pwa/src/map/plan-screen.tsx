import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { locale } from '../i18n/index';
import type { Floor } from '../shared/document';
import type { MapAddress } from './address';
import { Controls } from './controls';
import { words } from './describe';
import { Filters } from './filters';
import { centre, type Point } from './geometry';
import { type Hit, hitAt } from './hit';
import styles from './map.module.css';
import { PlaceSheet } from './place-sheet';
import { type Atlas, type Place, passes } from './places';
import type { FloorPlan } from './plan';
import { PlanCanvas } from './plan-canvas';
import type { Scene } from './scene';
import { SearchBar } from './search-bar';
import { lookAt, type View } from './view';
import { w } from './words';

interface Parts {
  atlas: Atlas;
  plan: FloorPlan;
  floors: ReadonlyMap<string, Floor>;
  address: MapAddress;
  place: Place | null;
  found: readonly Place[];
}

/** The place that was hit: a counter opens its exhibitor's booth, a room's unit the room. */
export function placeOf(hit: Hit, places: readonly Place[]): Place | null {
  const is = (place: Place): boolean => {
    if (hit.kind === 'booth') return place.type === 'booth' && place.id === hit.id;
    if (hit.kind === 'counter') return place.type === 'booth' && place.exhibitor?.id === hit.exhibitor;
    return place.type !== 'booth' && place.features.includes(hit.id);
  };
  return places.find(is) ?? null;
}

function useScene({ atlas, plan, address: { filter }, place }: Parts): Scene {
  const language = locale.value;
  return useMemo(
    () => ({
      plan,
      words,
      names: atlas.names,
      serving: atlas.serving,
      matching:
        filter === 'all'
          ? null
          : new Set(
              atlas.places.flatMap(each => (each.type === 'booth' && passes(each, filter) ? [each.id] : [])),
            ),
      chosen: new Set(place?.features),
    }),
    [plan, atlas, filter, place, language],
  );
}

/** Follows the open place with the camera, above the sheet or beside the panel that covers a part of the plan. */
function useCamera({ place }: Parts, tapped: { current: Point | null }) {
  const view = useRef<View | null>(null);
  const root = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);

  const cover = (sheet: HTMLElement | null): void => {
    if (!root.current || !view.current) return;
    const whole = root.current.getBoundingClientRect();
    const box = sheet?.getBoundingClientRect();
    const beside = box !== undefined && box.width < whole.width * 0.7;
    // The sheet may still be rising: its size holds, its place does not yet.
    const [panel, under] = [beside ? box.width : 0, box && !beside ? box.height : 0];
    root.current.style.setProperty('--sheet-height', `${under}px`);
    root.current.style.setProperty('--panel-width', `${panel}px`);
    const bars = top.current?.offsetHeight ?? 0;
    view.current.cover({
      top: bars + 4,
      right: 12,
      bottom: under + (under > 0 ? 24 : 104),
      left: panel + 12,
    });
  };

  const follow = (sheet: HTMLElement): void => {
    cover(sheet);
    if (place) view.current?.go(lookAt(place.box, tapped.current ?? centre(place.box)));
  };

  useLayoutEffect(() => {
    if (!place) cover(null);
  }, [place]);
  return { view, root, top, cover, follow };
}

/** Returns the plan of one floor under its search field, chips, buttons and the sheet of what is open. */
export function PlanScreen(parts: Parts) {
  const { atlas, plan, floors, address, place, found } = parts;
  const tapped = useRef<Point | null>(null);
  const { view, root, top, cover, follow } = useCamera(parts, tapped);
  const scene = useScene(parts);
  const floor = floors.get(plan.id);
  const placeAt = (at: Point, reach: number): { place: Place | null; hit: Hit | null } => {
    const hit = hitAt(plan, at, reach);
    return { hit, place: hit && placeOf(hit, atlas.places) };
  };

  const hold = (next: View | null): void => {
    view.current = next;
    cover(null);
    next?.show(scene);
  };
  useEffect(() => view.current?.show(scene), [scene]);

  const wasOpen = useRef(false);
  useEffect(() => {
    // The closed sheet took the focus with it: the plan it lay over takes it back.
    if (wasOpen.current && !place && document.activeElement === document.body) view.current?.focus();
    wasOpen.current = place !== null;
  }, [place]);
  const tap = (at: Point, reach: number): void => {
    const { hit, place: touched } = placeAt(at, reach);
    tapped.current = hit?.kind === 'counter' ? at : null;
    if (touched) address.open(touched);
    else address.close();
  };
  useEffect(() => {
    if (!place) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') address.close();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [place]);

  return (
    <div class={styles.map} ref={root}>
      <h1 class="vh" tabIndex={-1}>
        {w('map.title')}
      </h1>
      <div class={styles.top} ref={top}>
        <SearchBar address={address} found={found} floors={floors} />
        <Filters
          filter={address.filter}
          places={atlas.places}
          onFilter={filter => address.change({ filter: filter === 'all' ? null : filter })}
        />
      </div>
      <PlanCanvas
        label={w('map.plan', { floor: floor ? words(floor.name) : '' })}
        ears={{ tap, isTarget: at => placeAt(at, 0).place !== null }}
        onView={hold}
      />
      {floor?.notice && !place ? <p class={styles.sample}>{w('map.sample')}</p> : null}
      <Controls
        floors={[...floors.values()]}
        floor={plan.id}
        onFloor={address.toFloor}
        onStep={move => view.current?.step(move)}
      />
      {place ? (
        <PlaceSheet
          place={place}
          floor={floors.get(place.floor)}
          takesFocus={address.wasAsked()}
          onClose={address.close}
          onHeight={follow}
        />
      ) : null}
    </div>
  );
}
