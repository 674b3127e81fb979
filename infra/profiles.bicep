metadata description = 'Two ready-made sizes of the whole system: one to try things on, one that holds money. Take one, or change single properties of it.'

import { Scale } from 'modules/app.bicep'

@export()
@description('What differs between an environment to try things on and one that customers are served by.')
type Profile = {
  @description('Whether storage, vault and model answer everybody who may sign in, or only the network of this environment.')
  network: 'public' | 'private'

  @description('How many copies of the data Azure keeps, and where. GZRS copies to another region as well.')
  storageRedundancy: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

  @description('Whether storage and vault refuse to be deleted until somebody removes the lock. Setting it needs the role Owner.')
  lock: bool

  @description('Whether a deleted vault can be purged before its time. Once it cannot, that is for ever.')
  purgeable: bool

  @description('Days that a deleted blob, container or vault can be brought back. A vault keeps the number that it was made with.')
  @minValue(7)
  @maxValue(90)
  softDeleteDays: int

  @description('Days that logs are kept.')
  @minValue(30)
  @maxValue(730)
  logRetentionDays: int

  @description('Whether Azure calls the health page from five places and tells when three of them fail.')
  probe: bool

  @description('Size of the function app.')
  scale: Scale
}

@export()
@description('Cheap while idle, reachable from a laptop, easily thrown away.')
var dev Profile = {
  network: 'public'
  storageRedundancy: 'Standard_LRS'
  lock: false
  purgeable: true
  softDeleteDays: 7
  logRetentionDays: 30
  probe: false
  scale: {
    instanceMemoryMB: 2048
    maximumInstanceCount: 40
    httpConcurrency: 16
    alwaysReadyForHttp: 0
    zoneRedundant: false
  }
}

@export()
@description('Survives the loss of a zone, cannot be deleted by a slip, and keeps its data off the internet.')
var production Profile = {
  network: 'private'
  storageRedundancy: 'Standard_ZRS'
  lock: true
  purgeable: false
  softDeleteDays: 90
  logRetentionDays: 90
  probe: true
  scale: {
    instanceMemoryMB: 2048
    maximumInstanceCount: 40
    httpConcurrency: 16
    alwaysReadyForHttp: 1
    zoneRedundant: true
  }
}
