import { wordsIn } from '../../i18n/index';

const id = {
  add: 'Tambah ke kalender',
  cancelled: 'Dibatalkan: {title}',
  speakers: 'Pembicara: {names}',
  title: 'Kalender',
  'feed.title': 'Sesi Anda di kalender sendiri',
  'feed.text':
    'Kalender ponsel atau komputer Anda mengikuti bintang Anda: sesi yang pindah atau batal ikut berubah di sana.',
  'feed.make': 'Buat alamat kalender',
  'feed.making': 'Membuat…',
  'feed.failed': 'Belum berhasil. Periksa jaringan, lalu coba lagi.',
  'feed.on': 'Kalender Anda siap diikuti',
  'feed.on_text': 'Siapa pun yang memegang alamatnya dapat melihat sesi Anda. Bagikan hanya bila Anda mau.',
  'feed.subscribe': 'Berlangganan',
  'feed.google': 'Google Kalender',
  'feed.copy': 'Salin alamat',
  'feed.copied': 'Alamat disalin.',
  'feed.copy_failed': 'Alamat tidak dapat disalin: tekan lama untuk memilihnya.',
  'feed.address': 'Alamat kalender',
  'feed.stop': 'Hentikan',
  'feed.stop_text':
    'Alamat ini tidak berlaku lagi, dan kalender yang mengikutinya tidak diperbarui. Bintang Anda tetap.',
  'feed.stop_yes': 'Ya, hentikan',
  all: 'Unduh seluruh agenda (.ics)',
} as const;

type Word = keyof typeof id;

const en: Record<Word, string> = {
  add: 'Add to calendar',
  cancelled: 'Cancelled: {title}',
  speakers: 'Speakers: {names}',
  title: 'Calendar',
  'feed.title': 'Your sessions in your own calendar',
  'feed.text':
    'The calendar of your phone or computer follows your stars: a session that moves or is cancelled changes there too.',
  'feed.make': 'Make a calendar address',
  'feed.making': 'Making it…',
  'feed.failed': 'That did not work yet. Check the network, then try again.',
  'feed.on': 'Your calendar is ready to follow',
  'feed.on_text': 'Whoever has its address can see your sessions. Share it only if you want that.',
  'feed.subscribe': 'Subscribe',
  'feed.google': 'Google Calendar',
  'feed.copy': 'Copy address',
  'feed.copied': 'Address copied.',
  'feed.copy_failed': 'The address could not be copied: press and hold to select it.',
  'feed.address': 'Calendar address',
  'feed.stop': 'Stop',
  'feed.stop_text':
    'This address will no longer work, and calendars that follow it will not be updated. Your stars stay.',
  'feed.stop_yes': 'Yes, stop',
  all: 'Download the whole agenda (.ics)',
};

/** Returns the words of calendars, which are fetched with the pages that have them. */
export const w = wordsIn<Word>(id, en);
