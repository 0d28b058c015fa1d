import { wordsIn } from '../i18n/index';

const id = {
  phone_time: 'Jam ponsel ini',
  'share.button': 'Bagikan',
  'share.copied': 'Alamat disalin',
  'share.failed': 'Alamat tidak dapat disalin',
  'change.moved': 'Waktu atau ruang berubah',
  'change.was': 'Semula {was}.',
  'clash.title': 'Tidak bisa dihadiri utuh',
  'clash.other': 'Lihat sesi itu',
  'places.full': 'Penuh, kata petugas pintu pukul {time}.',
  'places.filling': 'Hampir penuh, kata petugas pintu pukul {time}.',
  'places.free': 'Masih ada tempat, kata petugas pintu pukul {time}.',
  'places.others': 'Sesi lain yang masih ada tempat',
  'materials.title': 'Bahan',
  'materials.away': 'membuka {host}',
  'soon.starts': 'Mulai dalam {n} menit',
  'soon.leave': '{n} menit jalan kaki {from}',
} as const;

const en: Record<keyof typeof id, string> = {
  phone_time: 'On this phone',
  'share.button': 'Share',
  'share.copied': 'Address copied',
  'share.failed': 'The address could not be copied',
  'change.moved': 'Time or room changed',
  'change.was': 'It was {was}.',
  'clash.title': 'Cannot be attended whole',
  'clash.other': 'See that session',
  'places.full': 'Full, the crew at the door said at {time}.',
  'places.filling': 'Nearly full, the crew at the door said at {time}.',
  'places.free': 'Places left, the crew at the door said at {time}.',
  'places.others': 'Other sessions with places left',
  'materials.title': 'Materials',
  'materials.away': 'opens {host}',
  'soon.starts': 'Starts in {n} minutes',
  'soon.leave': '{n} min walk {from}',
};

/** Returns the words of a session's page, which are fetched with it. */
export const w = wordsIn(id, en);
