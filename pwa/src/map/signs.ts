/** A pictogram on a grid of 24, drawn as strokes of 1.75 and filled dots. */
export interface Sign {
  readonly strokes: string;
  readonly fills?: string;
}

const SIGNS: Readonly<Record<string, Sign>> = {
  man: {
    strokes: 'M8 10.5h8M8.5 10.5l1 5h5l1-5M10.3 15.5V21M13.7 15.5V21',
    fills: 'M9.8 5.2a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0',
  },
  woman: {
    strokes: 'M12 9.5 7.8 16.5h8.4zM10.3 16.5V21M13.7 16.5V21',
    fills: 'M9.8 5.2a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0',
  },
  wheelchair: {
    strokes: 'M11 8.5v5.5h5l2.3 5M11 11h4M8.3 11.8a5 5 0 1 0 6.4 6.6',
    fills: 'M9.3 4.7a1.7 1.7 0 1 0 3.4 0 1.7 1.7 0 1 0-3.4 0',
  },
  prayer: {
    strokes: 'M5 20v-6.5c0-3.2 4.2-4.4 7-8 2.8 3.6 7 4.8 7 8V20zM10 20v-3.6a2 2 0 0 1 4 0V20M12 5.5V3',
  },
  water: { strokes: 'M12 3.5c3.2 3.9 5 6.8 5 9.3a5 5 0 0 1-10 0c0-2.5 1.8-5.4 5-9.3zM5 21h14' },
  aid: { strokes: 'M9.5 4.5h5v5h5v5h-5v5h-5v-5h-5v-5h5z' },
  baby: {
    strokes:
      'M9.5 8.5h5l1 2.5v7.5a2 2 0 0 1-2 2h-3a2 2 0 0 1-2-2V11zM10.5 8.5V6.5a1.5 1.5 0 0 1 3 0v2M8.5 13.5h3.5M8.5 16.5h3.5',
  },
  lift: {
    strokes:
      'M6.5 3.5h11a1.5 1.5 0 0 1 1.5 1.5v14a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19V5a1.5 1.5 0 0 1 1.5-1.5zM9 10.5l3-3 3 3M9 14l3 3 3-3',
  },
  stairs: { strokes: 'M4 19.5h4v-4.5h4.5v-4.5H17V6h4' },
  escalator: { strokes: 'M3.5 19.5h4l9-10.5h4M12.5 8.5V4.5M10.5 6.5l2-2 2 2' },
  ramp: { strokes: 'M3.5 19.5 20.5 12v7.5z' },
  food: { strokes: 'M7.5 3.5v17M5 3.5v4.5a2.5 2.5 0 0 0 5 0V3.5M16.5 20.5v-17c-2.5 1.5-3 4.5-3 9h3' },
  info: { strokes: 'M12 11v7', fills: 'M10.6 6.5a1.4 1.4 0 1 0 2.8 0 1.4 1.4 0 1 0-2.8 0' },
  badge: {
    strokes:
      'M6 6.5h12a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 17V8A1.5 1.5 0 0 1 6 6.5zM10 6.5v-2h4v2M7.5 15.5c.4-1.7 3.1-1.7 3.5 0M13.5 11.5h3M13.5 14.5h3',
  },
  headset: {
    strokes: 'M5 14.5V12a7 7 0 0 1 14 0v2.5M5 14h2.5v5H6a1 1 0 0 1-1-1zM19 14h-2.5v5H18a1 1 0 0 0 1-1z',
  },
  bag: { strokes: 'M6 8.5h12V19a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 6 19zM9 8.5V6.5a3 3 0 0 1 6 0v2' },
  money: { strokes: 'M4 7h16v10H4zM9.8 12a2.2 2.2 0 1 0 4.4 0 2.2 2.2 0 1 0-4.4 0' },
  ticket: {
    strokes: 'M4 7.5h16V10a2 2 0 0 0 0 4v2.5H4V14a2 2 0 0 0 0-4zM14.5 8v1.5M14.5 11.3v1.5M14.5 14.7v1.5',
  },
};

const SIGN_OF: Readonly<Record<string, keyof typeof SIGNS>> = {
  'restroom.male': 'man',
  'restroom.female': 'woman',
  'restroom.wheelchair': 'wheelchair',
  prayerroom: 'prayer',
  ablution: 'water',
  firstaid: 'aid',
  nursing: 'baby',
  elevator: 'lift',
  stairs: 'stairs',
  escalator: 'escalator',
  ramp: 'ramp',
  foodservice: 'food',
  information: 'info',
  registration: 'badge',
  interpretation: 'headset',
  baggagestorage: 'bag',
  atm: 'money',
  queue: 'ticket',
};

/** The pictogram of an amenity's or kiosk's category, null where there is none. */
export const signOf = (category: string): Sign | null => SIGNS[SIGN_OF[category] ?? ''] ?? null;

/** Amenities in the order in which they keep their place when the plan is small: first what is urgent. */
export const URGENCY: readonly string[] = [
  'firstaid',
  'restroom.male',
  'restroom.female',
  'restroom.wheelchair',
  'prayerroom',
  'elevator',
  'information',
  'escalator',
  'registration',
  'nursing',
  'stairs',
];
