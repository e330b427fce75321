import { featureFileNames } from './rules/feature-file-names.js'
import { noBarrel } from './rules/no-barrel.js'
import { noDefaultExport } from './rules/no-default-export.js'
import { noMocks } from './rules/no-mocks.js'
import { noUtilsFile } from './rules/no-utils-file.js'
import { oneVerbPerFile } from './rules/one-verb-per-file.js'
import { pureCore } from './rules/pure-core.js'
import { writeVerbOrder } from './rules/write-verb-order.js'

const plugin = {
  meta: { name: 'primum' },
  rules: {
    'feature-file-names': featureFileNames,
    'no-barrel': noBarrel,
    'no-default-export': noDefaultExport,
    'no-mocks': noMocks,
    'no-utils-file': noUtilsFile,
    'one-verb-per-file': oneVerbPerFile,
    'pure-core': pureCore,
    'write-verb-order': writeVerbOrder,
  },
}

export default plugin
