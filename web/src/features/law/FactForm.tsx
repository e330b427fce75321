import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { t } from '../../lib/messages/messages.ts'
import { asProblem, fieldError } from '../../lib/use-form.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { FactInput } from './FactInput.tsx'
import { changedFacts } from './changed-facts.ts'
import type { Drafted } from './changed-facts.ts'
import { tryFacts } from './queries.ts'
import type { LawFact, StatedFacts, WhatIf } from './queries.ts'
import { WhatIfChanges } from './WhatIfChanges.tsx'

type Props = {
  opened: boolean
  onClose: () => void
  facts: readonly LawFact[]
  /** where another set can be tried without saving it: the system */
  tryOn?: string
  refusal: string | null
  save: (facts: StatedFacts) => Promise<void>
}

/** All facts as a form: what is known stands there with its source; trying changes nothing. */
export function FactForm(props: Props) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('law.factsTitle')} size="lg">
      {/* A form of its own each time it opens: what was tried before is gone. */}
      {props.opened ? <Fields {...props} /> : null}
    </Modal>
  )
}

function Fields({ facts, tryOn, refusal, save, onClose }: Props) {
  const [draft, setDraft] = useState<Drafted>({})
  const [problem, setProblem] = useState<ReturnType<typeof asProblem> | null>(null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState<WhatIf | null>(null)
  const changed = changedFacts(facts, draft)
  const act = async (work: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  const submit = () =>
    act(async () => {
      await save(changed)
      notifyDone(t('common.saved'))
      onClose()
    })
  const attempt = (id: string) => act(async () => setTried(await tryFacts(id, changed)))
  const nothing = Object.keys(changed).length === 0 ? t('law.nothingChanged') : null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed" className="measure">
          {t('law.factsAbout')}
        </Text>
        {facts.map((fact) => (
          <FactInput
            key={fact.name}
            fact={fact}
            value={fact.name in draft ? (draft[fact.name] ?? null) : fact.value}
            error={fieldError(problem, `facts.${fact.name}`)}
            onChange={(value) => {
              setDraft((before) => ({ ...before, [fact.name]: value }))
              setTried(null)
            }}
          />
        ))}
        {tried === null ? null : <WhatIfChanges tried={tried} />}
        <ProblemAlert problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          {tryOn === undefined ? null : (
            <ActionButton
              variant="default"
              refusal={nothing}
              loading={busy}
              onClick={() => void attempt(tryOn)}
            >
              {t('law.try')}
            </ActionButton>
          )}
          <ActionButton type="submit" refusal={refusal ?? nothing} loading={busy}>
            {t('law.state')}
          </ActionButton>
        </Group>
      </Stack>
    </form>
  )
}
