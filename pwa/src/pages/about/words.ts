import { wordsIn } from '../../i18n/index';

const id = {
  'privacy.title': 'Privasi Anda',
  'privacy.short':
    'Tanpa akun, tanpa nama, tanpa nomor telepon. Yang Anda pilih disimpan di ponsel ini; server hanya tahu yang diperlukan untuk mengirim kabar.',
  'privacy.phone': 'Yang ada di ponsel ini',
  'privacy.phone_text':
    'Acara, denah, dan pengumuman; bintang, penilaian, dan pertanyaan Anda; bahasa dan tampilan; apa yang sudah Anda baca. Semua bisa dibuka tanpa internet.',
  'privacy.contacts': 'Kartu dan kontak',
  'privacy.contacts_text':
    'Kartu nama Anda, kontak yang Anda simpan, dan catatan Anda tentang mereka hanya ada di ponsel ini. Server tidak pernah menerimanya. Kartu sampai ke orang lain hanya bila ia memindai kodenya atau Anda membagikannya. Kamera hanya membaca kode, setelah Anda menyalakannya; gambarnya tidak disimpan.',
  'privacy.server': 'Yang diketahui server',
  'privacy.server_text':
    'Sebuah nomor acak untuk ponsel ini, bintang dan pengingat, topik, jam tenang dan zona waktu, pertanyaan dan penilaian tanpa nama, serta alamat layanan notifikasi dari browser Anda bila notifikasi menyala. Waktu ponsel ini terakhir menghubungi server dicatat, paling sering tiap sepuluh menit.',
  'privacy.not': 'Yang tidak kami lakukan',
  'privacy.not_text':
    'Tidak ada iklan, pelacak, cookie pengunjung, lokasi, atau layanan analisis. Log server tidak memuat token Anda. Tidak ada yang dijual atau diberikan ke pihak lain.',
  'privacy.push': 'Notifikasi',
  'privacy.push_text':
    'Isi notifikasi dienkripsi dari server sampai ke ponsel Anda (RFC 8291). Layanan notifikasi browser Anda, misalnya Google, Mozilla, atau Apple, hanya melihat bahwa ada kiriman.',
  'privacy.link': 'Pindah ponsel',
  'privacy.link_text':
    'Yang hanya ada di ponsel dikirim terenkripsi dari ponsel lama ke yang baru. Server meneruskannya dan tidak bisa membacanya; tawaran berlaku lima menit.',
  'privacy.rights': 'Hak Anda',
  'privacy.rights_text':
    'Menurut UU No. 27 Tahun 2022 tentang Pelindungan Data Pribadi dan GDPR Anda berhak melihat, membawa, memperbaiki, dan menghapus data Anda. Keduanya ada di halaman Saya: unduh semua data, atau hapus semuanya seketika, juga di server.',
  'privacy.me': 'Data saya',
  'privacy.controller': 'Penanggung jawab',
  'privacy.controller_text': '{organiser} menjalankan aplikasi ini untuk forum.',
  'poster.title': 'Poster untuk lokasi acara',
  'poster.text': 'Cetak pada A4 atau A3 dan tempel di pintu masuk, ruang, dan meja registrasi.',
  'poster.print': 'Cetak',
  'poster.qr': 'Kode QR alamat aplikasi {address}',
  'ask.title': 'Ajukan pertanyaan',
  'ask.text': 'Untuk sesi yang mana?',
  'ask.none': 'Tidak ada sesi yang bisa ditanyai saat ini',
  'ask.none_text': 'Buka sesi yang Anda maksud di agenda, lalu tempel pertanyaan Anda di sana.',
  'ask.agenda': 'Lihat agenda',
  'ask.now': 'Berlangsung',
} as const;

const en: Record<keyof typeof id, string> = {
  'privacy.title': 'Your privacy',
  'privacy.short':
    'No account, no name, no phone number. What you choose is kept on this phone; the server knows only what it needs to bring you news.',
  'privacy.phone': 'What is on this phone',
  'privacy.phone_text':
    'Event, plan and announcements; your stars, ratings and questions; language and display; what you have read. All of it opens without internet.',
  'privacy.contacts': 'Card and contacts',
  'privacy.contacts_text':
    'Your contact card, the contacts you save and your notes on them are only on this phone. The server never gets them. Your card reaches others only when they scan its code or you share it. The camera only reads codes, once you turn it on; its picture is not kept.',
  'privacy.server': 'What the server knows',
  'privacy.server_text':
    'A random number for this phone, stars and reminders, topics, quiet hours and time zone, questions and ratings without a name, and the address of your browser’s notification service while notifications are on. When this phone last called is noted, at most every ten minutes.',
  'privacy.not': 'What we do not do',
  'privacy.not_text':
    'No advertising, no trackers, no cookies for visitors, no location, no analytics service. Server logs hold no token of yours. Nothing is sold or handed to others.',
  'privacy.push': 'Notifications',
  'privacy.push_text':
    'What a notification says is encrypted from the server to your phone (RFC 8291). Your browser’s notification service, such as Google’s, Mozilla’s or Apple’s, sees only that something was sent.',
  'privacy.link': 'Moving to another phone',
  'privacy.link_text':
    'What lives only on the phone travels encrypted from the old phone to the new one. The server hands it on and cannot read it; an offer holds for five minutes.',
  'privacy.rights': 'Your rights',
  'privacy.rights_text':
    'Under Indonesia’s Law 27 of 2022 on personal data protection and under the GDPR you may see, take along, correct and erase your data. Both are on the page Me: download everything, or erase everything at once, on the server too.',
  'privacy.me': 'My data',
  'privacy.controller': 'Who answers for it',
  'privacy.controller_text': '{organiser} runs this app for the forum.',
  'poster.title': 'Poster for the venue',
  'poster.text': 'Print it on A4 or A3 and put it up at entrances, rooms and the registration desk.',
  'poster.print': 'Print',
  'poster.qr': 'QR code of the app’s address {address}',
  'ask.title': 'Ask a question',
  'ask.text': 'Which session is it for?',
  'ask.none': 'No session takes questions right now',
  'ask.none_text': 'Open the session you mean in the agenda and paste your question there.',
  'ask.agenda': 'See the agenda',
  'ask.now': 'On now',
};

/** Returns the words of the pages about the app itself. */
export const w = wordsIn(id, en);
