import { Group, Stack, Text } from '@mantine/core'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { paths } from '../../paths.ts'
import { EmptyNote } from '../../ui/EmptyNote.tsx'
import { Go } from '../../ui/Go.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { asSentence } from './as-sentence.ts'
import classes from './controls.module.css'
import type { Control } from './queries.ts'

/** What is linked to it, and whether it counts today. */
export function ControlEvidence(props: Pick<Control, 'id' | 'evidence' | 'evidenceCounts'>) {
  const { id: control, evidence, evidenceCounts } = props
  return (
    <Panel title={t('controls.evidence')} about={t('control.evidenceAbout')}>
      {evidence.length === 0 ? (
        <EmptyNote title={t('control.noEvidenceTitle')} text={t('control.noEvidenceText')} />
      ) : (
        <Stack component="ul" gap="sm" className={classes['plain'] ?? ''}>
          {evidence.map(({ id, title, valid, reason }) => (
            <li key={id}>
              <Group gap="xs">
                <Go to={paths.evidenceItem(id)} fw={600} underline="hover">
                  {title}
                </Go>
                <Tag tone={valid ? 'ok' : 'warning'} icon={valid ? 'check' : 'clock'}>
                  {t(valid ? 'control.counts' : 'control.countsNot')}
                </Tag>
              </Group>
              <Text size="sm" c="dimmed">
                {asSentence(reason)}
              </Text>
            </li>
          ))}
        </Stack>
      )}
      {evidence.length === evidenceCounts.linked ? null : (
        <Go to={`${paths.evidence}?targetType=control&targetId=${control}`}>
          {t('control.allEvidence', {
            linked: formatCount(evidenceCounts.linked),
            valid: formatCount(evidenceCounts.valid),
          })}
        </Go>
      )}
    </Panel>
  )
}
