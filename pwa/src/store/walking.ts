import type { Walks } from '../shared/document';
import type { Snapshot } from './snapshot';

interface Way {
  to: string;
  seconds: number;
}

interface Graph {
  ways: ReadonlyMap<string, readonly Way[]>;
  /** Seconds from a node to all others, kept once asked for. */
  known: Map<string, ReadonlyMap<string, number>>;
}

const graphs = new WeakMap<Walks, Graph>();

function graphOf(walks: Walks): Graph {
  const made = graphs.get(walks);
  if (made) return made;
  const ways = new Map<string, Way[]>(walks.nodes.map(node => [node.id, []]));
  for (const { a, b, seconds, oneway } of walks.edges) {
    ways.get(a)?.push({ to: b, seconds });
    if (!oneway) ways.get(b)?.push({ to: a, seconds });
  }
  const graph = { ways, known: new Map() };
  graphs.set(walks, graph);
  return graph;
}

function nearest(open: ReadonlyMap<string, number>): [string, number] {
  let found: [string, number] = ['', Number.POSITIVE_INFINITY];
  for (const entry of open) if (entry[1] < found[1]) found = entry;
  return found;
}

/** Returns the seconds of the shortest walk from a node to every node that can be reached (Dijkstra, 1959). */
function walksFrom({ ways, known }: Graph, from: string): ReadonlyMap<string, number> {
  const before = known.get(from);
  if (before) return before;
  const reached = new Map<string, number>();
  // A venue has some hundred nodes: looking through those still open costs less than keeping them in order.
  const open = new Map([[from, 0]]);
  while (open.size > 0) {
    const [node, seconds] = nearest(open);
    open.delete(node);
    reached.set(node, seconds);
    for (const way of ways.get(node) ?? []) {
      const total = seconds + way.seconds;
      if (!reached.has(way.to) && total < (open.get(way.to) ?? Number.POSITIVE_INFINITY)) {
        open.set(way.to, total);
      }
    }
  }
  known.set(from, reached);
  return reached;
}

function nodeOf(store: Snapshot, room: string | null): string | null {
  return store.rooms.get(room ?? '')?.node_id ?? null;
}

/** Returns the whole minutes, rounded up, of an unhurried walk between two rooms; null where the plan knows none. */
export function walkingMinutes(store: Snapshot, from: string | null, to: string | null): number | null {
  if (from !== null && from === to) return 0;
  const [walks] = store.walks.values();
  const [start, end] = [nodeOf(store, from), nodeOf(store, to)];
  if (!walks || start === null || end === null) return null;
  const seconds = walksFrom(graphOf(walks), start).get(end);
  return seconds === undefined ? null : Math.ceil(seconds / 60);
}

/** Returns the features of the plan that lead into the venue. */
function entrances(store: Snapshot): Set<string> {
  const features = [...store.floors.values()].flatMap(floor => floor.plan.features);
  return new Set(features.filter(each => each.properties.category === 'entrance').map(each => each.id));
}

/** Returns the whole minutes, rounded up, from the venue's farthest entrance to a room; null where the plan knows none. */
export function minutesFromEntrance(store: Snapshot, to: string | null): number | null {
  const [walks] = store.walks.values();
  const end = nodeOf(store, to);
  if (!walks || end === null) return null;
  const doors = entrances(store);
  const seconds = walks.nodes
    .filter(node => node.ref !== null && doors.has(node.ref))
    .flatMap(node => walksFrom(graphOf(walks), node.id).get(end) ?? []);
  return seconds.length === 0 ? null : Math.ceil(Math.max(...seconds) / 60);
}
