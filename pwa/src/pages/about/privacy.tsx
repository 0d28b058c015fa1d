import { useTitle } from '../../components/arrival';
import { ButtonLink } from '../../components/button';
import { PageHeader } from '../../components/header';
import { Card } from '../../components/list';
import { Section } from '../../components/section';
import { localText } from '../../i18n/index';
import { links } from '../../shared/links';
import { useStore } from '../../store/signals';
import styles from './about.module.css';
import { w } from './words';

const PARTS = ['phone', 'contacts', 'server', 'not', 'push', 'link', 'rights'] as const;

/** What is kept about a visitor, where, and what they can do about it, in plain words. */
export function PrivacyPage() {
  const event = useStore(store => store.event);
  useTitle(w('privacy.title'));
  const organiser = localText(event?.organiser).value;
  return (
    <>
      <PageHeader title={w('privacy.title')} up={links.me} />
      <p class={styles.lead}>{w('privacy.short')}</p>
      {PARTS.map(part => (
        <Section key={part} title={w(`privacy.${part}`)}>
          <Card>
            <p class={styles.text}>{w(`privacy.${part}_text`)}</p>
            {part === 'rights' ? (
              <p class={styles.action}>
                <ButtonLink look="soft" small icon="lock" href={`${links.me}#my-data`}>
                  {w('privacy.me')}
                </ButtonLink>
              </p>
            ) : null}
          </Card>
        </Section>
      ))}
      {organiser ? (
        <Section title={w('privacy.controller')}>
          <Card>
            <p class={styles.text}>{w('privacy.controller_text', { organiser })}</p>
          </Card>
        </Section>
      ) : null}
    </>
  );
}
