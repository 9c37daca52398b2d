/** The page's own modules, each a property, and vis-network. */
declare const graphkit: any;
declare const vis: any;
