import { number } from '../../i18n/format';
import { wordsIn } from '../../i18n/index';

const id = {
  days: 'Hari',
  'count.one': '{n} sesi',
  'count.other': '{n} sesi',
  chips: 'Saring menurut bintang dan jalur',
  behind: 'Jam di sini jam di lokasi; ponsel ini {n} jam lebih lambat.',
  ahead: 'Jam di sini jam di lokasi; ponsel ini {n} jam lebih cepat.',
  all: 'Semua',
  starred: 'Berbintang',
  no_stars: 'Belum ada sesi berbintang di hari ini',
  no_stars_text: 'Ketuk bintang di samping sesi. Ia tersimpan di ponsel ini, juga tanpa internet.',
  empty: 'Tidak ada sesi yang cocok',
  empty_text: 'Coba hari lain, atau tampilkan semua sesi.',
  show_all: 'Tampilkan semua',

  search: 'Cari di agenda',
  'search.hint': 'Judul, pembicara, topik',
  'search.clear': 'Hapus pencarian',
  'found.one': '{n} sesi ditemukan',
  'found.other': '{n} sesi ditemukan',
  nothing: 'Tidak ada yang cocok dengan “{q}”',
  nothing_text: 'Periksa ejaannya, atau cari dengan kata yang lebih umum: nama pembicara, topik, atau ruang.',
  nothing_filtered: 'Saringan masih berlaku. Tanpa saringan mungkin ada yang cocok.',
  no_filter: 'Hapus saringan',
  preparing: 'Menyiapkan pencarian…',
  'other.id': 'Judul Indonesia',
  'other.en': 'Judul Inggris',

  panel: 'Saring',
  'panel.active': 'Saring, {n} aktif',
  room: 'Ruang',
  'room.any': 'Semua ruang',
  kind: 'Jenis sesi',
  'kind.any': 'Semua jenis',
  lang: 'Bahasa atau interpretasi',
  'lang.any': 'Semua bahasa',
  places: 'Masih ada tempat',
  places_text: 'Menyembunyikan sesi yang selesai atau, kata petugas pintu, penuh',
  clear: 'Hapus',
  'show.one': 'Lihat {n} sesi',
  'show.other': 'Lihat {n} sesi',
  print: 'Cetak',
  'print.day': 'Cetak hari ini',
  'print.all': 'Cetak semua hari',
  'print.found': 'Cetak hasil',

  view: 'Tampilan',
  'view.list': 'Daftar',
  'view.grid': 'Ruang',
  grid: 'Sesi menurut ruang dan jam',
  'grid.keys': 'Tombol panah: pindah sesi. Enter: buka. Spasi: bintang.',
  'grid.time': 'Jam',
  'grid.no_room': 'Tanpa ruang',
  'grid.mine': 'ada di agenda saya',
};

export type Word = keyof typeof id;

const en: Record<Word, string> = {
  days: 'Day',
  'count.one': '{n} session',
  'count.other': '{n} sessions',
  chips: 'Filter by star and track',
  behind: 'Times are the venue’s; this phone is {n} h behind.',
  ahead: 'Times are the venue’s; this phone is {n} h ahead.',
  all: 'All',
  starred: 'Starred',
  no_stars: 'No starred session on this day yet',
  no_stars_text: 'Tap the star beside a session. It is kept on this phone, also without internet.',
  empty: 'No session fits',
  empty_text: 'Try another day, or show all sessions.',
  show_all: 'Show all',

  search: 'Search the agenda',
  'search.hint': 'Title, speaker, topic',
  'search.clear': 'Clear the search',
  'found.one': '{n} session found',
  'found.other': '{n} sessions found',
  nothing: 'Nothing fits “{q}”',
  nothing_text: 'Check the spelling, or search with a broader word: a speaker, a topic or a room.',
  nothing_filtered: 'Filters are still on. Without them something may fit.',
  no_filter: 'Clear the filters',
  preparing: 'Getting the search ready…',
  'other.id': 'Indonesian title',
  'other.en': 'English title',

  panel: 'Filter',
  'panel.active': 'Filter, {n} on',
  room: 'Room',
  'room.any': 'All rooms',
  kind: 'Kind of session',
  'kind.any': 'All kinds',
  lang: 'Language or interpretation',
  'lang.any': 'All languages',
  places: 'With places left',
  places_text: 'Hides sessions that are over or that the crew at the door calls full',
  clear: 'Clear',
  'show.one': 'Show {n} session',
  'show.other': 'Show {n} sessions',
  print: 'Print',
  'print.day': 'Print this day',
  'print.all': 'Print all days',
  'print.found': 'Print the results',

  view: 'View',
  'view.list': 'List',
  'view.grid': 'Rooms',
  grid: 'Sessions by room and time',
  'grid.keys': 'Arrow keys: move between sessions. Enter: open. Space: star.',
  'grid.time': 'Time',
  'grid.no_room': 'No room',
  'grid.mine': 'on my agenda',
};

/** Returns the words of the agenda, which are fetched with it. */
export const w = wordsIn<Word>(id, en);

/** Returns the text of `one` for a single thing and of `other` else, with the number in it. */
export function many(n: number, word: 'count' | 'found' | 'show'): string {
  return w(`${word}.${n === 1 ? 'one' : 'other'}`, { n: number(n) });
}
