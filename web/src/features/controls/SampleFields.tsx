import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import classes from './controls.module.css'
import type { StatedSubject } from './stated-sample.ts'

const judgements: StatedSubject['judgement'][] = ['yes', 'no', 'unknown']

type Props = {
  number: number
  subject: StatedSubject
  onChange: (subject: StatedSubject) => void
  onRemove: () => void
}

/** One thing that was looked at: what, whether it is as it should be, and why. */
export function SampleFields({ number, subject, onChange, onRemove }: Props) {
  const legend = t('test.sampleNumber', { number })
  return (
    <fieldset className={classes['sample']}>
      <legend>{legend}</legend>
      <Stack gap="xs">
        <TextInput
          label={t('test.subject')}
          description={t('test.subjectAbout')}
          required
          value={subject.label}
          onChange={(event) => onChange({ ...subject, label: event.currentTarget.value })}
        />
        <Select
          label={t('test.judgement')}
          allowDeselect={false}
          data={judgements.map((value) => ({ value, label: t(`test.judgement.${value}`) }))}
          value={subject.judgement}
          onChange={(value) =>
            onChange({ ...subject, judgement: value as StatedSubject['judgement'] })
          }
        />
        <TextInput
          label={t('test.reason')}
          required
          value={subject.reason}
          onChange={(event) => onChange({ ...subject, reason: event.currentTarget.value })}
        />
        <Group>
          <Button
            variant="default"
            size="xs"
            aria-label={t('test.removeSample', { number })}
            onClick={onRemove}
          >
            {t('test.remove')}
          </Button>
        </Group>
      </Stack>
    </fieldset>
  )
}
