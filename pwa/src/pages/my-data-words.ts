import { wordsIn } from '../i18n/index';

const id = {
  title: 'Data saya',
  share: 'Hubungkan ponsel lain',
  share_text: 'Agenda yang sama di dua ponsel',
  move: 'Pindah ke ponsel lain',
  move_text: 'Lalu ponsel ini dikosongkan',
  code: 'Punya kode',
  code_text: 'Jika kodenya tampil di ponsel lain',
  export: 'Unduh data saya',
  export_text: 'Satu berkas berisi semua yang disimpan tentang Anda',
  export_do: 'Unduh',
  export_busy: 'Mengumpulkan…',
  exported: 'Berkasnya sudah diunduh.',
  exported_part: 'Server tidak terjangkau: berkasnya hanya berisi data di ponsel ini.',
  export_failed: 'Berkasnya tidak bisa dibuat. Coba sekali lagi.',
  erase: 'Hapus data saya',
  erase_text: 'Di ponsel ini dan di server',
  erase_do: 'Hapus',
  erase_busy: 'Menghapus…',
  ask: 'Hapus data Anda?',
  ask_text:
    'Bintang, pertanyaan, penilaian, pesan, kontak, dan setelan Anda dihapus dari ponsel ini dan dari server, dan notifikasi berhenti. Ini tidak bisa dibatalkan.',
  ask_others: 'Ponsel lain yang terhubung tetap memilikinya; hapus juga di sana bila perlu.',
  ask_keeps: 'Acara, bahasa, tema, dan ukuran teks tetap ada di ponsel ini.',
  do: 'Ya, hapus semuanya',
  keep: 'Jangan hapus',
  erased: 'Data Anda sudah dihapus, di ponsel ini dan di server.',
  erased_later:
    'Ponsel ini sudah kosong. Server belum terjangkau: data di sana dihapus begitu aplikasi dibuka dengan jaringan.',
  erase_failed: 'Data di ponsel ini tidak bisa dihapus. Tutup tab lain aplikasi ini, lalu coba lagi.',
};

type Word = keyof typeof id;

const en: Record<Word, string> = {
  title: 'My data',
  share: 'Link another phone',
  share_text: 'The same agenda on two phones',
  move: 'Move to another phone',
  move_text: 'This phone is then emptied',
  code: 'I have a code',
  code_text: 'When another phone shows it',
  export: 'Download my data',
  export_text: 'One file with all that is kept about you',
  export_do: 'Download',
  export_busy: 'Collecting…',
  exported: 'The file has been downloaded.',
  exported_part: 'The server cannot be reached: the file holds only what this phone keeps.',
  export_failed: 'The file could not be made. Try once more.',
  erase: 'Erase my data',
  erase_text: 'On this phone and at the server',
  erase_do: 'Erase',
  erase_busy: 'Erasing…',
  ask: 'Erase your data?',
  ask_text:
    'Your stars, questions, ratings, messages, contacts and settings are erased from this phone and from the server, and notifications stop. This cannot be undone.',
  ask_others: 'Other linked phones keep them; erase there too if you wish.',
  ask_keeps: 'The event, the language, the theme and the text size stay on this phone.',
  do: 'Yes, erase everything',
  keep: 'Do not erase',
  erased: 'Your data are erased, on this phone and at the server.',
  erased_later:
    'This phone is empty. The server cannot be reached yet: what it keeps is erased as soon as the app is opened with a network.',
  erase_failed: 'What this phone keeps could not be erased. Close other tabs of this app, then try again.',
};

/** Returns the words about the visitor's own data. */
export const w = wordsIn<Word>(id, en);
