metadata description = 'The one storage account: queues in, tables for what is decided and learned, blobs for what is too large for either.'

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

@description('Workspace that receives the log of queue writes, on which the poison alert rests.')
param logsId string

// The code has the same lists (RefundAgent.QueueNames, TableNames, ContainerNames); a test compares them.
var names = loadJsonContent('../storage-names.json')

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
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

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

@description('Name of the account.')
output name string = account.name

@description('Where its services answer.')
output endpoints { blob: string, queue: string, table: string } = {
  blob: account.properties.primaryEndpoints.blob
  queue: account.properties.primaryEndpoints.queue
  table: account.properties.primaryEndpoints.table
}

@description('Queues that hold what failed too often.')
output poisonQueues string[] = filter(names.queues, queue => endsWith(queue, '-poison'))
