import { Fieldset, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { t } from '../../lib/messages/messages.ts'
import type { PrecisionValues } from './precision-values.ts'
import { SampleSizeNote } from './SampleSizeNote.tsx'

type Props = { values: PrecisionValues; onChange: (values: PrecisionValues) => void }

/** How narrow the intervals must be, with the number of people that it takes. */
export function PrecisionFields({ values, onChange }: Props) {
  const number = (
    legend: string,
    title: string,
    value: number | null,
    change: (value: number | null) => void,
  ) => (
    <NumberInput
      label={title}
      aria-label={legend === '' ? title : `${legend}: ${title}`}
      step={0.01}
      decimalScale={4}
      value={value ?? ''}
      onChange={(next) => change(next === '' ? null : Number(next))}
    />
  )
  const rate = (name: 'sensitivity' | 'specificity') => {
    const legend = t(`protocol.precision.${name}`)
    const set = (part: Partial<PrecisionValues['sensitivity']>) =>
      onChange({ ...values, [name]: { ...values[name], ...part } })
    return (
      <Fieldset legend={legend}>
        <Group grow align="flex-end">
          {number(legend, t('protocol.expected'), values[name].expected, (expected) =>
            set({ expected }),
          )}
          {number(legend, t('protocol.halfWidth'), values[name].halfWidth, (halfWidth) =>
            set({ halfWidth }),
          )}
        </Group>
      </Fieldset>
    )
  }
  const { auroc, observedExpectedRatio, calibrationSlope } = values
  const [forAuroc, forRatio, forSlope] = [
    t('protocol.precision.auroc'),
    t('protocol.precision.ratio'),
    t('protocol.precision.slope'),
  ]
  return (
    <Stack>
      <NumberInput
        label={t('protocol.prevalence')}
        description={t('protocol.prevalenceAbout')}
        maw={320}
        step={0.01}
        decimalScale={4}
        value={values.prevalence ?? ''}
        onChange={(next) => onChange({ ...values, prevalence: next === '' ? null : Number(next) })}
      />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Fieldset legend={forAuroc}>
          <Group grow align="flex-end">
            {number(forAuroc, t('protocol.expected'), auroc.expected, (expected) =>
              onChange({ ...values, auroc: { ...auroc, expected } }),
            )}
            {number(forAuroc, t('protocol.width'), auroc.width, (width) =>
              onChange({ ...values, auroc: { ...auroc, width } }),
            )}
          </Group>
        </Fieldset>
        {rate('sensitivity')}
        {rate('specificity')}
        <Fieldset legend={forRatio}>
          {number(forRatio, t('protocol.width'), observedExpectedRatio.width, (width) =>
            onChange({ ...values, observedExpectedRatio: { width } }),
          )}
        </Fieldset>
        <Fieldset legend={forSlope} style={{ gridColumn: '1 / -1' }}>
          <Group grow align="flex-end">
            {number(forSlope, t('protocol.width'), calibrationSlope.width, (width) =>
              onChange({ ...values, calibrationSlope: { ...calibrationSlope, width } }),
            )}
            {number(forSlope, t('protocol.meanLogOdds'), calibrationSlope.mean, (mean) =>
              onChange({ ...values, calibrationSlope: { ...calibrationSlope, mean } }),
            )}
            {number(
              forSlope,
              t('protocol.deviationLogOdds'),
              calibrationSlope.deviation,
              (deviation) =>
                onChange({ ...values, calibrationSlope: { ...calibrationSlope, deviation } }),
            )}
          </Group>
        </Fieldset>
      </SimpleGrid>
      <SampleSizeNote values={values} />
    </Stack>
  )
}
