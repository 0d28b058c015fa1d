import { wordsIn } from '../../i18n/index';

const id = {
  'share.title': 'Hubungkan ponsel lain',
  'share.lead': 'Ponsel lain akan punya agenda, notifikasi, dan setelan yang sama. Keduanya tetap dipakai.',
  'move.title': 'Pindah ke ponsel lain',
  'move.lead':
    'Semua milik Anda pindah ke ponsel baru: bintang, setelan, kontak, pertanyaan, dan penilaian. Setelah itu ponsel ini dikosongkan.',
  'offer.making': 'Membuat kode…',
  'offer.type': 'Dengan kode',
  'offer.type_text': 'Di ponsel baru, buka Saya, lalu Punya kode, dan ketik kode ini.',
  'offer.type_apple': 'Di iPhone, buka aplikasi yang sudah terpasang, lalu ketik kodenya di sana.',
  'offer.scan': 'Dengan kamera',
  'offer.scan_text': 'Pindai dengan kamera ponsel baru.',
  'offer.code': 'Kode',
  'offer.qr': 'Kode QR untuk ponsel baru',
  'offer.left': 'Berlaku {time} lagi, untuk satu ponsel.',
  'offer.cancel': 'Batalkan',
  'offer.asks': '{name} ingin bergabung',
  'offer.asks_share': 'Apakah itu ponsel Anda? Ia akan melihat bintang, pertanyaan, dan pesan Anda.',
  'offer.asks_move': 'Apakah itu ponsel Anda? Semua milik Anda pindah ke sana, dan ponsel ini dikosongkan.',
  'offer.yes': 'Ya, itu ponsel saya',
  'offer.no': 'Bukan',
  'offer.sending': 'Mengirim…',
  'offer.sent': 'Menunggu ponsel baru',
  'offer.sent_text': 'Biarkan kedua ponsel menyala sampai ponsel baru selesai mengambilnya.',
  'offer.done': 'Kedua ponsel terhubung',
  'offer.done_text': 'Bintang yang dipasang di satu ponsel muncul juga di ponsel lain.',
  'offer.moved': 'Sudah pindah',
  'offer.moved_text':
    'Semua milik Anda sekarang ada di ponsel baru. Ponsel ini sudah kosong dan tidak menerima notifikasi Anda lagi.',
  'offer.expired': 'Kodenya sudah tidak berlaku',
  'offer.expired_text': 'Demi keamanan, kode hanya berlaku lima menit. Tidak ada yang berubah.',
  'offer.wrong': 'Kodenya salah',
  'offer.wrong_text':
    'Ada ponsel yang mencoba dengan kode yang tidak tepat, jadi kode ini diakhiri. Mungkin salah ketik. Tidak ada yang berubah.',
  'offer.cancelled': 'Dibatalkan',
  'offer.cancelled_text': 'Kodenya sudah tidak berlaku. Tidak ada yang berubah.',
  'offer.failed': 'Server tidak menjawab',
  'offer.failed_text': 'Periksa jaringan, lalu coba lagi. Tidak ada yang berubah.',
  'offer.unsupported': 'Browser ini tidak bisa menghubungkan ponsel',
  'offer.unsupported_text':
    'Yang dikirim antarponsel disandikan, dan itu hanya bisa lewat alamat https dengan browser yang baru.',
  'offer.again': 'Buat kode baru',
  'offer.trouble': 'Belum terkirim. Periksa jaringan, lalu ketuk sekali lagi.',
  'offer.back': 'Ke halaman Saya',

  'join.title': 'Hubungkan ponsel ini',
  'join.lead':
    'Di ponsel lama, buka Saya, lalu Hubungkan ponsel lain atau Pindah ke ponsel lain. Ketik kode yang muncul di sana.',
  'join.scanned': 'Kode dari ponsel lama sudah terbaca. Hubungkan ponsel ini?',
  'join.keeps': 'Bintang di ponsel ini tidak hilang: digabung dengan bintang ponsel lama.',
  'join.apple': 'Anda sedang di Safari',
  'join.apple_text':
    'Agar notifikasi bisa masuk, lakukan ini di aplikasi yang terpasang: buka IPS Forum dari layar utama, lalu Saya, Punya kode, dan ketik kodenya di sana.',
  'join.code': 'Kode 12 huruf dan angka',
  'join.submit': 'Hubungkan',
  'join.working': 'Mencari ponsel lama…',
  'join.unreadable': 'Kodenya terdiri dari 12 huruf dan angka, misalnya ABCD-EFGH-JKMN.',
  'join.unknown':
    'Kode ini tidak ditemukan, sudah dipakai, atau sudah lewat. Minta kode baru di ponsel lama.',
  'join.too_often': 'Terlalu banyak percobaan dari jaringan ini. Tunggu sebentar, lalu coba lagi.',
  'join.unreachable': 'Server tidak menjawab. Periksa jaringan, lalu coba lagi.',
  'join.waiting': 'Lihat ponsel lama',
  'join.waiting_text': 'Di sana muncul “{name} ingin bergabung”. Ketuk “Ya, itu ponsel saya”.',
  'join.done': 'Ponsel ini terhubung',
  'join.done_text': 'Bintang, setelan, kontak, dan yang sudah Anda baca sekarang ada di sini juga.',
  'join.expired': 'Belum terhubung',
  'join.expired_text':
    'Ponsel lama membatalkan, atau waktunya habis. Minta kode baru di ponsel lama. Tidak ada yang berubah di sini.',
  'join.broken': 'Kirimannya tidak bisa dibuka',
  'join.broken_text':
    'Yang tiba bukan dari ponsel yang tahu kodenya, jadi ditolak. Tidak ada yang berubah di sini. Coba dengan kode baru.',
  'join.again': 'Coba kode lain',
  'join.agenda': 'Lihat agenda saya',
  'join.notify': 'Atur notifikasi ponsel ini',
};

type Word = keyof typeof id;

const en: Record<Word, string> = {
  'share.title': 'Link another phone',
  'share.lead': 'The other phone will have the same agenda, notifications and settings. Both stay in use.',
  'move.title': 'Move to another phone',
  'move.lead':
    'All that is yours moves to the new phone: stars, settings, contacts, questions and ratings. This phone is then emptied.',
  'offer.making': 'Making a code…',
  'offer.type': 'By code',
  'offer.type_text': 'On the new phone open Me, then I have a code, and type this code.',
  'offer.type_apple': 'On an iPhone open the installed app and type the code there.',
  'offer.scan': 'By camera',
  'offer.scan_text': 'Scan this with the new phone’s camera.',
  'offer.code': 'Code',
  'offer.qr': 'QR code for the new phone',
  'offer.left': 'Good for {time} more, and for one phone.',
  'offer.cancel': 'Cancel',
  'offer.asks': '{name} wants to join',
  'offer.asks_share': 'Is this your phone? It will see your stars, questions and messages.',
  'offer.asks_move': 'Is this your phone? All that is yours moves there, and this phone is emptied.',
  'offer.yes': 'Yes, it is my phone',
  'offer.no': 'No',
  'offer.sending': 'Sending…',
  'offer.sent': 'Waiting for the new phone',
  'offer.sent_text': 'Leave both phones on until the new one has fetched everything.',
  'offer.done': 'The phones are linked',
  'offer.done_text': 'What you star on one phone appears on the other.',
  'offer.moved': 'Moved',
  'offer.moved_text':
    'All that is yours is now on the new phone. This one is empty and no longer gets your notifications.',
  'offer.expired': 'The code has run out',
  'offer.expired_text': 'For safety a code is good for five minutes. Nothing has changed.',
  'offer.wrong': 'That was the wrong code',
  'offer.wrong_text':
    'A phone tried with a code that is not right, so this code has ended. It may have been a slip. Nothing has changed.',
  'offer.cancelled': 'Cancelled',
  'offer.cancelled_text': 'The code no longer works. Nothing has changed.',
  'offer.failed': 'The server does not answer',
  'offer.failed_text': 'Check the network, then try again. Nothing has changed.',
  'offer.unsupported': 'This browser cannot link phones',
  'offer.unsupported_text':
    'What phones send each other is encrypted; that needs an https address and a recent browser.',
  'offer.again': 'Make a new code',
  'offer.trouble': 'Not sent yet. Check the network, then tap once more.',
  'offer.back': 'To the Me page',

  'join.title': 'Link this phone',
  'join.lead':
    'On the old phone open Me, then Link another phone or Move to another phone. Type the code that appears there.',
  'join.scanned': 'The old phone’s code has been read. Link this phone?',
  'join.keeps': 'The stars on this phone are not lost: they join those of the old phone.',
  'join.apple': 'This is Safari',
  'join.apple_text':
    'For notifications do this in the installed app: open IPS Forum from the home screen, then Me, I have a code, and type the code there.',
  'join.code': 'Code of 12 letters and digits',
  'join.submit': 'Link',
  'join.working': 'Looking for the old phone…',
  'join.unreadable': 'A code has 12 letters and digits, such as ABCD-EFGH-JKMN.',
  'join.unknown': 'This code is unknown, used or past its time. Ask for a new one on the old phone.',
  'join.too_often': 'Too many tries from this network. Wait a moment, then try again.',
  'join.unreachable': 'The server does not answer. Check the network, then try again.',
  'join.waiting': 'Look at the old phone',
  'join.waiting_text': 'It says “{name} wants to join”. Tap “Yes, it is my phone”.',
  'join.done': 'This phone is linked',
  'join.done_text': 'Stars, settings, contacts and what you have read are here now too.',
  'join.expired': 'Not linked',
  'join.expired_text':
    'The old phone cancelled, or time ran out. Ask for a new code there. Nothing has changed here.',
  'join.broken': 'What arrived cannot be opened',
  'join.broken_text':
    'It does not come from the phone that knows the code, so it was refused. Nothing has changed here. Try a new code.',
  'join.again': 'Try another code',
  'join.agenda': 'See my agenda',
  'join.notify': 'Set up notifications on this phone',
};

/** Returns the words of the pages on which phones are linked. */
export const w = wordsIn<Word>(id, en);
