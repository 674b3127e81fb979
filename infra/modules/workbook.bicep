metadata description = 'One page that shows money, decisions, people, learning, queues and model side by side.'

@description('Name of the workbook: a GUID, since Azure takes nothing else, and the same with every deployment.')
param name string

@description('Region of the workbook.')
param location string

@description('Tags of the workbook.')
param tags { *: string }

@description('Name that the portal shows.')
param title string

@description('Workspace that its queries read.')
param workspaceId string

resource page 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    sourceId: workspaceId
    version: 'Notebook/1.0'
    serializedData: loadTextContent('../workbook.json')
  }
}
