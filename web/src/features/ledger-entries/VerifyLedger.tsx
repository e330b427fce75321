import { Paper, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { formatCount } from '../../lib/format.ts'
import { t } from '../../lib/messages/messages.ts'
import { useRefusal } from '../../lib/session.ts'
import { asProblem } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { verifyLedger } from './queries.ts'

/** Recomputes the whole chain on demand and says how it stands. */
export function VerifyLedger() {
  const refusal = useRefusal('ledger.verify')
  const { mutate, data, error, isPending } = useMutation({ mutationFn: verifyLedger })
  return (
    <Paper p="md">
      <Stack gap="sm" align="flex-start">
        <ActionButton refusal={refusal} loading={isPending} onClick={() => mutate()}>
          {t('ledger.verify')}
        </ActionButton>
        {error === null ? null : <ProblemAlert problem={asProblem(error)} />}
        <output>
          {isPending ? <Text>{t('ledger.verifying')}</Text> : null}
          {data?.verified === true ? (
            <Stack gap={4}>
              <div>
                <Tag tone="ok" icon="check">
                  {t('ledger.verified')}
                </Tag>
              </div>
              <Text>
                {t('ledger.verifiedText', {
                  entries: formatCount(data.entries),
                  milliseconds: formatCount(data.milliseconds),
                })}
              </Text>
              <Text size="sm" c="dimmed">
                {t('ledger.head')}: <span className="mono">{data.headHash}</span>
              </Text>
            </Stack>
          ) : null}
          {data?.verified === false ? (
            <Stack gap={4}>
              <div>
                <Tag tone="critical" icon="critical">
                  {t('ledger.broken', { entry: data.brokenEntry ?? '' })}
                </Tag>
              </div>
              <Text>{data.reason}</Text>
            </Stack>
          ) : null}
        </output>
      </Stack>
    </Paper>
  )
}
