declare module 'virtual:tiering' {
  const file: unknown
  export default file
}
