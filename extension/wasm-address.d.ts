/** The build puts the file beside the script and gives its address. */
declare module '*.wasm?url' {
  const address: string;
  export default address;
}
