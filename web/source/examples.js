// What the editor begins with: a first look that works for every caller, and what most people ask next.

const FIRST_LOOK = `# Press the play button, or Ctrl-Enter.
# A field that you may not read is null, and
# withheld says why.

query FirstLook {
  homes(first: 5) {
    totalCount
    nodes {
      urn
      places
      name
      withheld {
        field
        reason
      }
    }
  }
}
`;

const IN_MY_AREA = `# For a police force or a local authority,
# with a purpose.

query HomesInMyArea {
  homes(area: { mine: true }, first: 10) {
    nodes {
      urn
      name
      location {
        longitude
        latitude
      }
    }
  }
}
`;

const CHANGES = `# Messages come until you press stop.
# A purpose is needed.

subscription Changes {
  registerChanged {
    nodes {
      kind
      homeUrn
    }
    token
  }
}
`;

export const EXAMPLES = [FIRST_LOOK, IN_MY_AREA, CHANGES].map((query) => ({ query }));
