metadata description = 'Everything that one principal may do here, role by role. No other file assigns a role.'

@description('Built-in roles that this system uses, by the names that the portal shows.')
type RoleName =
  | 'Cognitive Services OpenAI User'
  | 'Key Vault Secrets Officer'
  | 'Key Vault Secrets User'
  | 'Monitoring Metrics Publisher'
  | 'Storage Blob Data Contributor'
  | 'Storage Blob Data Owner'
  | 'Storage Queue Data Contributor'
  | 'Storage Table Data Contributor'

@export()
@description('Somebody who works on this environment: a person, a group, or an identity such as a pipeline\'s.')
type Principal = {
  @description('Object id in Entra.')
  principalId: string

  @description('What it is; Azure refuses a wrong answer.')
  principalType: 'User' | 'Group' | 'ServicePrincipal'
}

@description('A resource of this group and the roles granted on it.')
type Grant = {
  @description('Name of the resource.')
  name: string

  @description('Roles granted on it.')
  roles: RoleName[]
}

@description('Who gets the roles.')
param principalId string

@description('What the names of the assignments are made of: known before the deployment, so that what-if can find them again.')
param principalKey string

@description('What the principal is.')
param principalType 'ServicePrincipal' | 'User' | 'Group'

@description('Roles on the storage account.')
param storage Grant

@description('Roles on the container of large bodies alone. The other container holds the package: who may write there runs code as the app.')
param payloads RoleName[] = []

@description('Roles on Application Insights.')
param insights Grant

@description('Roles on the vault.')
param vault Grant

@description('Roles on the model; null without one.')
param model Grant?

var roleIds = {
  'Cognitive Services OpenAI User': '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
  'Key Vault Secrets Officer': 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6'
  'Monitoring Metrics Publisher': '3913510d-42f4-4e42-8a64-420c390055eb'
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  'Storage Blob Data Owner': 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  'Storage Queue Data Contributor': '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  'Storage Table Data Contributor': '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storage.name

  resource blobs 'blobServices' existing = {
    name: 'default'

    resource bodies 'containers' existing = { name: 'payloads' }
  }
}

resource insightsComponent 'Microsoft.Insights/components@2020-02-02' existing = { name: insights.name }

resource keyVault 'Microsoft.KeyVault/vaults@2025-05-01' existing = { name: vault.name }

resource modelAccount 'Microsoft.CognitiveServices/accounts@2025-06-01' existing = if (model != null) {
  name: model.?name ?? 'none'
}

resource onStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in storage.roles: {
  name: guid(storageAccount.id, principalKey, roleIds[role])
  scope: storageAccount
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[role])
  }
}]

resource onBodies 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in payloads: {
  name: guid(storageAccount::blobs::bodies.id, principalKey, roleIds[role])
  scope: storageAccount::blobs::bodies
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[role])
  }
}]

resource onInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in insights.roles: {
  name: guid(insightsComponent.id, principalKey, roleIds[role])
  scope: insightsComponent
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[role])
  }
}]

resource onVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in vault.roles: {
  name: guid(keyVault.id, principalKey, roleIds[role])
  scope: keyVault
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[role])
  }
}]

resource onModel 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in (model.?roles ?? []): {
  name: guid(modelAccount.id, principalKey, roleIds[role])
  scope: modelAccount
  properties: {
    principalId: principalId
    principalType: principalType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleIds[role])
  }
}]
