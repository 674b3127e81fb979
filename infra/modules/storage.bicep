metadata description = 'The one storage account: queues in, tables for what is decided and learned, blobs for what is too large for either.'

@export()
@description('From where a service answers: from everywhere, or from the network and from operators only.')
type Reach = {
  @description('Whether everybody who may sign in can reach it, or only who is in the network.')
  network: 'public' | 'private'

  @description('Addresses or ranges of operators that are let in from outside all the same, as 203.0.113.7 or 203.0.113.0/24.')
  operatorAddresses: string[]
}

@description('Name of the account; globally unique.')
@minLength(3)
@maxLength(24)
param name string

@description('Region of the account.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('How many copies Azure keeps, and where.')
param redundancy 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'

@description('From where it answers.')
param reach Reach

@description('Days that a deleted blob or container can be brought back. Tables and queues have nothing like it.')
param softDeleteDays int

@description('Whether it refuses to be deleted.')
param lock bool

@description('Workspace that receives the log of queue writes, on which the poison alert rests.')
param logsId string

// The code has the same lists (RefundAgent.QueueNames, TableNames, ContainerNames); a test compares them.
var names = loadJsonContent('../storage-names.json')

var open = reach.network == 'public' || !empty(reach.operatorAddresses)

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    allowedCopyScope: 'AAD'
    defaultToOAuthAuthentication: true
    isLocalUserEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: open ? 'Enabled' : 'Disabled'
    networkAcls: {
      bypass: reach.network == 'public' ? 'AzureServices' : 'None'
      defaultAction: reach.network == 'public' ? 'Allow' : 'Deny'
      ipRules: [for address in reach.operatorAddresses: { value: address, action: 'Allow' }]
      virtualNetworkRules: []
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    // No versioning: a body is written once and a package is built anew, so an older version of either serves nobody.
    properties: {
      deleteRetentionPolicy: { enabled: true, days: softDeleteDays }
      containerDeleteRetentionPolicy: { enabled: true, days: softDeleteDays }
    }

    resource containers 'containers' = [for container in names.containers: { name: container }]
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queues 'queues' = [for queue in names.queues: { name: queue }]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource tables 'tables' = [for table in names.tables: { name: table }]
  }

  // The Functions host deletes a queue message but not the large body that it names; a message in a poison queue keeps its body this long.
  resource lifecycle 'managementPolicies' = {
    name: 'default'
    properties: {
      policy: {
        rules: [
          {
            name: 'bodies-of-queue-messages'
            type: 'Lifecycle'
            definition: {
              filters: { blobTypes: ['blockBlob'], prefixMatch: ['payloads/'] }
              actions: { baseBlob: { delete: { daysAfterCreationGreaterThan: 90 } } }
            }
          }
        ]
      }
    }
    dependsOn: [blobs]
  }
}

resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'queue-writes'
  scope: account::queueService
  properties: {
    workspaceId: logsId
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

resource kept 'Microsoft.Authorization/locks@2020-05-01' = if (lock) {
  name: 'holds-the-ledger'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'The ledger of refunds lies here, and a deleted table is gone. Take a backup first, then remove this lock.' }
}
