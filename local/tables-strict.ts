import query from 'dynalite/validations/query.js';

/**
 * Has queries refused that compare a key with an empty text. DynamoDB refuses them, and dynalite 4 does not: what asks so works
 * here and fails there.
 */
export function refuseEmptyKeys(): void {
  const { custom } = query;
  query.custom = (asked, store) => {
    const fault = custom(asked, store);
    if (fault) return fault;
    for (const [name, { AttributeValueList = [] }] of Object.entries(asked.KeyConditions ?? {})) {
      if (AttributeValueList.some(({ S, B }) => S === '' || B === ''))
        return `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`;
    }
    return undefined;
  };
}
