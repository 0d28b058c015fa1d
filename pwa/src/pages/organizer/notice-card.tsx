import type { ChangeNotice } from '../../api/programme';
import { Badge } from '../../components/badge';
import { SwitchRow } from '../../components/switch';
import { number } from '../../i18n/format';
import styles from './reschedule.module.css';
import { w } from './words';

/** Returns one notice that would go out: its texts, to how many, and the switch to push it or not. */
export function NoticeCard({
  notice,
  told,
  onTold,
}: {
  notice: ChangeNotice;
  told: boolean;
  onTold: (told: boolean) => void;
}) {
  const reach = w('push_reach', {
    phones: number(notice.phones),
    visitors: number(notice.visitors),
    speakers: number(notice.speakers),
  });
  return (
    <section class={[styles.card, styles.notice, told ? '' : styles.off].join(' ')}>
      <Badge tone="warn">{w(`kind_${notice.kind}`)}</Badge>
      {(['id', 'en'] as const).map(locale => (
        <div class={styles.text} key={locale} lang={locale}>
          <p class={styles.language}>{locale.toUpperCase()}</p>
          <div>
            <p class={styles.title}>{notice.title[locale]}</p>
            <p>{notice.body[locale]}</p>
          </div>
        </div>
      ))}
      <ul class={styles.switch}>
        <SwitchRow
          title={w('push_this')}
          meta={told ? <span class="num">{reach}</span> : w('push_off_hint')}
          checked={told}
          onChange={onTold}
        />
      </ul>
    </section>
  );
}
