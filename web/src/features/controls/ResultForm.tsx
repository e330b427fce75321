import { Button, Select, Text, Textarea } from '@mantine/core'
import { controlTestResults } from '@primum/core/controls/control-test'
import { label, t } from '../../lib/messages/messages.ts'
import { useForm } from '../../lib/use-form.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { TestResultTag } from './ControlTags.tsx'
import { SampleFields } from './SampleFields.tsx'
import { resultOfSample, sentSample } from './stated-sample.ts'
import type { StatedSubject } from './stated-sample.ts'
import { runTest } from './test-queries.ts'
import type { ControlTest, TestResult } from './test-queries.ts'

/** States what a person saw: a sample, from which the result follows, or a result with a note. */
export function ResultForm({ test, onClose }: { test: ControlTest; onClose: () => void }) {
  const initial = { sample: [] as StatedSubject[], result: null as TestResult | null, note: '' }
  const form = useForm(initial, async ({ sample, result, note }) => {
    const found = resultOfSample(sample) ?? result
    if (found === null) return
    const said = note.trim() === '' ? null : note
    await runTest(test.id, { result: found, sample: sentSample(sample), note: said })
    const words = label('testResult', found)
    notifyDone(t('test.ran', { title: test.title, result: words }))
    onClose()
  })
  const { sample, result, note } = form.values
  const follows = resultOfSample(sample)
  const change = (next: StatedSubject[]) => form.set('sample', next)
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={t('test.stateTitle', { title: test.title })}
      submit={t('test.state')}
      form={form}
    >
      <Text size="sm" className="prewrap">
        {test.procedure}
      </Text>
      <Text size="sm" c="dimmed">
        {t('test.sampleAbout')}
      </Text>
      {sample.map((subject, index) => (
        <SampleFields
          key={subject.key}
          number={index + 1}
          subject={subject}
          onChange={(next) => change(sample.map((each) => (each.key === next.key ? next : each)))}
          onRemove={() => change(sample.filter(({ key }) => key !== subject.key))}
        />
      ))}
      <Button
        variant="default"
        size="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Icon name="plus" size={13} />}
        onClick={() => change([...sample, newSubject(sample)])}
      >
        {t('test.addSample')}
      </Button>
      {follows === null ? (
        <Select
          label={t('test.result')}
          required
          allowDeselect={false}
          data={controlTestResults.map((value) => ({ value, label: label('testResult', value) }))}
          value={result}
          error={form.errorOf('result')}
          onChange={(value) => form.set('result', value as TestResult)}
        />
      ) : (
        <Text size="sm" component="output">
          {t('test.follows')} <TestResultTag result={follows} />
        </Text>
      )}
      <Textarea
        label={t('test.note')}
        description={t('test.noteAbout')}
        required={sample.length === 0}
        autosize
        minRows={2}
        value={note}
        error={form.errorOf('note')}
        onChange={(event) => form.set('note', event.currentTarget.value)}
      />
    </FormDialog>
  )
}

function newSubject(sample: readonly StatedSubject[]): StatedSubject {
  const key = Math.max(0, ...sample.map((each) => each.key)) + 1
  return { key, label: '', judgement: 'yes', reason: '' }
}
